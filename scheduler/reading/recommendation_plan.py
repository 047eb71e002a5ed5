"""A plan from an inspection report's recommendations: its own, which nobody has planned yet, and earlier ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from scheduler.plans.plan import Action, Area, Quote, Status
from scheduler.reading.left_over import left_over, of_paragraphs, of_tables, short
from scheduler.reading.parts import Parts
from scheduler.reading.recommendations import Earlier, EarlierTable, Recommendation, earlier_recommendations
from scheduler.reading.report import Remark, RemarkKind
from scheduler.reading.rows import Document
from scheduler.reading.sameness import repeated
from scheduler.reading.statuses import Heading, read_status

_CATEGORIES = (
    ("sufficient progress", Status.COMPLETE),
    ("some progress", Status.IN_PROGRESS),
    ("no progress", Status.NOT_STARTED),
)


def read_recommendations(document: Document, recommendations: Sequence[Recommendation], *, as_of: date) -> Parts:
    """Areas "R" and "P", their actions, and what is to be said: unplanned ones, repeats, rows that only explain."""
    earlier = earlier_recommendations(document)
    rows = [row for table in earlier for row in table.rows]
    current = [_current(one) for one in recommendations]
    previous = [_previous(row, number, as_of) for number, row in enumerate(rows, start=1)]
    areas = [Area(ref="R", title="Recommendations")] if current else []
    areas += [Area(ref="P", title="Progress on previous recommendations")] if previous else []
    remarks = (
        *_unplanned(current),
        *_answers(previous, rows, current),
        *_explained(earlier),
        *of_tables(document, (), [table.place for table in earlier]),
        *of_paragraphs(document),
    )
    return Parts(areas=tuple(areas), actions=(*current, *previous), remarks=remarks)


def _current(one: Recommendation) -> Action:
    quote = Quote(words=one.words, place=one.place, rule="numbered recommendation")
    return Action(ref=f"R{one.number}", area="R", title=one.words, quotes={"title": quote})


def _previous(row: Earlier, number: int, as_of: date) -> Action:
    """The document's own category is kept as its rating; what it says of progress is read from it."""
    category = row.category.text
    plain = category.lower()
    known = next((status for words, status in _CATEGORIES if plain.startswith(words)), None)
    status = known or read_status(category, as_of=as_of, heading=Heading.PROGRESS).status
    quotes = {
        "title": Quote(words=row.recommendation.text, place=row.recommendation.place, rule="earlier recommendation"),
        "status": Quote(words=category, place=row.category.place, rule="category of progress"),
        "rating": Quote(words=category, place=row.category.place, rule="category of progress"),
        "progress": Quote(words=row.taken.text, place=row.taken.place, rule="action taken"),
    }
    return Action(
        ref=f"P{number}",
        area="P",
        title=row.recommendation.text,
        status=status,
        progress=row.taken.text,
        rating=category,
        quotes={name: quote for name, quote in quotes.items() if quote.words},
    )


def _unplanned(current: Sequence[Action]) -> Iterator[Remark]:
    for action in current:
        text = "It has no lead and no date: it is recorded as unplanned."
        yield Remark(kind=RemarkKind.NOTED, ref=action.ref, text=text, place=action.quotes["title"].place)


def _answers(previous: Sequence[Action], rows: Sequence[Earlier], current: Sequence[Action]) -> Iterator[Remark]:
    """Whether improvement is still required, in the document's words, and which recommendation says it again."""
    for action, row in zip(previous, rows, strict=True):
        answer = row.still_required.text
        if not answer:
            continue
        text = f"Improvement still required: {answer}."
        yield Remark(kind=RemarkKind.NOTED, ref=action.ref, text=text, place=row.still_required.place)
        again = repeated(action.title, [one.title for one in current])
        if answer.lower().startswith("y") and again is not None:
            text = f"{current[again].ref} repeats it in other words."
            yield Remark(kind=RemarkKind.REPEATS, ref=action.ref, text=text, place=row.place)
        elif answer.lower().startswith("y") and current:
            text = "No recommendation of this report repeats it."
            yield Remark(kind=RemarkKind.REPEATS, ref=action.ref, text=text, place=row.place)


def _explained(earlier: Sequence[EarlierTable]) -> Iterator[Remark]:
    for table in earlier:
        text = f"A table of earlier recommendations was read: {table.header}."
        yield Remark(kind=RemarkKind.NOTED, text=text, place=replace(table.place, row=1))
    for row in (row for table in earlier for row in table.explains):
        words = short(" | ".join(cell.text for cell in row.cells if cell.text))
        yield left_over(f"A row that explains the columns became nothing: “{words}”.", row.place)
