"""How words of a plan were read as a target date, in people's words: "the last day of that month". Pure.

What read them is named by scheduler.reading's phrases; a name that is none of these adds nothing to the day itself.
"""

from scheduler.plans.target_dates import Certainty, TargetDate

RANGE = "range: "
SPANS = {
    "month": "month",  # whose last day "by the end of" says already
    "half term": "month, which holds the half term",
    "quarter": "quarter, of a year that begins in April",
    "term": "term",
    "season": "season",
    "school year": "school year",
    "financial year": "financial year",
    "calendar year": "year",
}
YEARS_END = {"financial year": (3, 31), "calendar year": (12, 31)}
OTHERWISE = {
    "part of a month": "the day taken for that part of the month",
    "day in figures": "read as day, month, year",
    "day in figures, year first": "read as year, month, day",
    "week commencing": "the Friday of that week",
    "week ending": "the end of that week",
    "counted from the start": "counted from the day on which it starts",
    "counted from the target date": "counted from the target date before it",
    "Christmas": "the last working day before Christmas",
    "Easter": "the last working day before Easter",
    "mended by hand": "as the co-ordinator read it",
}


def read_as(target: TargetDate) -> str:
    """What the day is to the words, to be said behind it; empty where the words name the day themselves."""
    span = SPANS.get(target.rule.removeprefix(RANGE))
    if target.rule.endswith(", from now on"):
        said = "the first such day after the plan was written"
    elif span:
        said = _of_a_span(target, span)
    else:
        said = OTHERWISE.get(target.rule, "")
    guessed = "a guess" if target.certainty is Certainty.GUESSED else ""
    return ", ".join(filter(None, [said, guessed]))


def _of_a_span(target: TargetDate, span: str) -> str:
    if target.names_a_day:
        return f"the first day of that {span}"
    if span == "month":
        return ""
    ends = YEARS_END.get(target.rule.removeprefix(RANGE))
    if ends and (target.due_on.month, target.due_on.day) != ends:
        return f"the day taken for that part of the {span}"
    return f"the last day of the later {span}" if target.rule.startswith(RANGE) else f"the last day of that {span}"
