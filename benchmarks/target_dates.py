"""How many of the phrases that plans use are read to the right day, beside dateparser and parsedatetime.

Strict: the due day must be the one that rules.md gives, and a phrase that names no target must give none. The peers
are told all that they can be told (day before month, the plan's own day, months mean their last day) and are judged
on the due day alone; precision, milestones, moves and recurrence are ours to read and not scored here.

    python -m benchmarks.target_dates            prints the tables
    python -m benchmarks.target_dates --write    writes them to benchmarks/target_dates.md as well
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib import import_module
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from scheduler.reading.target_dates import read_target_date
from tests.scheduler.reading.dates.expected import Expected
from tests.scheduler.reading.dates.phrases import PHRASES

Reader = Callable[[Expected], date | None]

PLAIN = ("days", "months")  # what every date parser is made for
ROUNDS = 3
NOON = time(12)
REPORT = Path(__file__).with_suffix(".md")


@dataclass(frozen=True, kw_only=True)
class Score:
    """One reader on all phrases: verdicts in their order, and the median seconds a phrase."""

    name: str
    verdicts: tuple[str, ...]
    seconds: float

    def count(self, verdict: str, phrases: list[int]) -> int:
        """How many of the phrases at these places got the verdict."""
        return sum(self.verdicts[at] == verdict for at in phrases)


def ours(row: Expected) -> date | None:
    """The due day by the grammar of scheduler/reading."""
    target = read_target_date(row.phrase, as_of=row.as_of, starts_on=row.row_starts_on).target
    return target.due_on if target else None


def peers() -> dict[str, Reader]:
    """The other readers by name. Ends the program with a plain sentence where one is not installed."""
    return {
        "dateparser.parse": _dateparser(_installed("dateparser").parse),
        "dateparser.search": _dateparser(_first_found(_installed("dateparser.search").search_dates)),
        "parsedatetime": _parsedatetime(_installed("parsedatetime")),
    }


def _installed(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        sys.exit(f"{package} is not installed: pip install dateparser parsedatetime, then run this again.")


def _dateparser(parse: Callable[..., datetime | None]) -> Reader:
    def read(row: Expected) -> date | None:
        told = {
            "DATE_ORDER": "DMY",
            "PREFER_DAY_OF_MONTH": "last",
            "RELATIVE_BASE": datetime.combine(row.as_of, NOON),
            "RETURN_AS_TIMEZONE_AWARE": False,
        }
        found = parse(row.phrase, languages=["en"], settings=told)
        return found.date() if found else None

    return read


def _first_found(search: Callable[..., list[tuple[str, datetime]] | None]) -> Callable[..., datetime | None]:
    def parse(phrase: str, **told: Any) -> datetime | None:
        found = search(phrase, **told)
        return found[0][1] if found else None

    return parse


def _parsedatetime(module: Any) -> Reader:
    calendar = module.Calendar(module.Constants("en_AU", usePyICU=False), version=module.VERSION_CONTEXT_STYLE)

    def read(row: Expected) -> date | None:
        found, context = calendar.parseDT(row.phrase, sourceTime=datetime.combine(row.as_of, NOON))
        return found.date() if context.hasDate else None

    return read


def score(name: str, reader: Reader) -> Score:
    """Reads every phrase, a few times for the clock."""
    verdicts = tuple(_verdict(reader, one) for one in PHRASES)
    return Score(name=name, verdicts=verdicts, seconds=median(_seconds(reader, one) for one in PHRASES))


def _verdict(reader: Reader, expected: Expected) -> str:
    try:
        read = reader(expected)
    except Exception as error:
        return f"raised {type(error).__name__}"
    if read == expected.due_on:
        return "right"
    return "missed" if read is None else "wrong"


def _seconds(reader: Reader, expected: Expected) -> float:
    taken = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        _verdict(reader, expected)
        taken.append(perf_counter() - begun)
    return min(taken)


def tables(scores: list[Score]) -> str:
    """Both tables as Markdown: the sums, then the right ones by rule."""
    everything = list(range(len(PHRASES)))
    plain = [at for at, one in enumerate(PHRASES) if one.group in PLAIN]
    lines = [
        f"| {len(PHRASES)} phrases | right | a wrong day | no day, though one is named | raised | "
        f"plain days and months right ({len(plain)}) | time a phrase |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [_sums(one, everything, plain, scores[0].seconds) for one in scores]
    lines += ["", "| rule | phrases | " + " | ".join(one.name for one in scores) + " |"]
    lines += ["| --- | ---: |" + " ---: |" * len(scores)]
    lines += [_by_rule(group, places, scores) for group, places in _groups()]
    return "\n".join(lines)


def _sums(one: Score, everything: list[int], plain: list[int], ours_takes: float) -> str:
    right, wrong, missed = (one.count(verdict, everything) for verdict in ("right", "wrong", "missed"))
    raised = len(everything) - right - wrong - missed
    share = f"{right} ({100 * right / len(everything):.0f} %)"
    return (
        f"| {one.name} | {share} | {wrong} | {missed} | {raised} | {one.count('right', plain)} | "
        f"× {one.seconds / ours_takes:.1f} |"
    )


def _by_rule(group: str, places: list[int], scores: list[Score]) -> str:
    return f"| {group} | {len(places)} | " + " | ".join(str(one.count("right", places)) for one in scores) + " |"


def _groups() -> list[tuple[str, list[int]]]:
    ordered = sorted(range(len(PHRASES)), key=lambda at: PHRASES[at].group)
    return [(group, list(places)) for group, places in groupby(ordered, key=lambda at: PHRASES[at].group)]


def main() -> None:
    """Measures, prints, and writes where asked to."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true", help=f"write {REPORT.name} beside this file")
    chosen = arguments.parse_args()
    others = peers()
    versions = ", ".join(f"{package} {version(package)}" for package in ("dateparser", "parsedatetime"))
    report = (
        versions + "\n\n" + tables([score("Chaser", ours), *(score(name, reader) for name, reader in others.items())])
    )
    print(report)
    if chosen.write:
        REPORT.write_text(HEADING + report + "\n", encoding="utf-8")


HEADING = """# Target dates, beside two date parsers

Written by `python -m benchmarks.target_dates --write`. The phrases and their due days are those of
`tests/scheduler/reading/dates/`, worked out by hand from the rules. Right means: the very due day, or none where the
phrase names no target date. A wrong day is the costly fault, for somebody is chased for it. Time is a median, as a
multiple of ours. The parsers were made for other texts than plans; the column of plain days and months is their home
ground. The grammar was written with these phrases at hand, so its own figure says that the rules are kept, not how it
fares on a plan that nobody has seen.

"""

if __name__ == "__main__":
    main()
