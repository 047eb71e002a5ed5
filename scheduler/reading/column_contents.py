"""What a column holds by its contents, where its header says nothing. Header words are columns.py's."""

import re
from collections.abc import Callable, Collection, Sequence

from scheduler.reading import refs
from scheduler.reading.columns import ColumnRole
from scheduler.reading.leads import looks_like_leads

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\b(?:{_MONTH}\.?\s*['’]?\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}"
    r"|\d{4}-\d{2}-\d{2}|q[1-4]\b.*|(?:spring|summer|autumn|winter)\s+(?:term\s+)?\d{4}|20\d\d/\d\d|quarterly|asap|tbc)",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"^(?:complete[d]?|done|in progress|on ?going|not (?:yet )?started|started|on track|delayed|off track|open|closed"
    r"|underway|under way|commenced|behind schedule|overdue|yes|no|y|n|partially complete[d]?)\b",
    re.IGNORECASE,
)
_RATING = re.compile(
    r"^(?:b?rag\s*:?\s*)?(?:red|amber|green|blue|grey|gray|purple|yellow|white|[ragb])\W*$", re.IGNORECASE
)
_RANK = re.compile(r"^(?:very\s+)?(?:high|medium|med|low|urgent|important|critical|essential|[hml])\W*$", re.IGNORECASE)
_ENOUGH = 0.6
_FEWEST = 2
_WORDS_OF_AN_ACTION = 4
_WORDS_OF_AN_ANSWER = 2.5
_LONGEST_DATE = 60


def looks_like_date(words: str) -> bool:
    """Whether a cell is about a date and little else."""
    return len(words) <= _LONGEST_DATE and bool(_DATE.search(words))


def looks_like_status(words: str) -> bool:
    """Whether a cell begins with a word of progress."""
    return bool(_STATUS.match(words))


def _looks_like_ref(words: str) -> bool:
    return bool(refs.alone(words)) and any(sign.isdigit() for sign in words) and not looks_like_date(words)


_TESTS: tuple[tuple[ColumnRole, Callable[[str], bool]], ...] = (
    (ColumnRole.REF, _looks_like_ref),
    (ColumnRole.RATING, lambda words: bool(_RATING.match(words))),
    (ColumnRole.STATUS, looks_like_status),
    (ColumnRole.TARGET, looks_like_date),
    (ColumnRole.LEAD, looks_like_leads),
)


def is_rating(cells: Sequence[str]) -> bool:
    """Whether a column holds a body's own colours rather than words of progress."""
    return _share(cells, lambda words: bool(_RATING.match(words))) >= _ENOUGH


def share_of_dates(cells: Sequence[str]) -> float:
    """How many of a column's filled cells are about dates, from 0 to 1."""
    return _share(cells, looks_like_date)


def is_of_few_words(cells: Sequence[str]) -> bool:
    """Whether a column's cells are answers ("Agreed") rather than actions."""
    return len([words for words in cells if words]) >= _FEWEST and _mean_words(cells) < _WORDS_OF_AN_ANSWER


def are_ranks(cells: Sequence[str]) -> bool:
    """Whether a column only says how much each action matters: "High", "Medium", "Low"."""
    return _share(cells, lambda words: bool(_RANK.match(words))) == 1.0


def groups_rows(cells: Sequence[str]) -> bool:
    """Whether a column's words are long and stand for several rows each: again and again, or once above empty cells."""
    filled = [words for words in cells if words]
    return _mean_words(cells) >= _WORDS_OF_AN_ACTION and len(set(filled)) < len(cells) and bool(cells[0])


def guess(cells: Sequence[str], wanted: Collection[ColumnRole]) -> ColumnRole | None:
    """The role among `wanted` that most of a column's cells speak for, or nothing."""
    if len([words for words in cells if words]) < _FEWEST:
        return None
    return next((role for role, test in _TESTS if role in wanted and _share(cells, test) >= _ENOUGH), None)


def guess_table(columns: Sequence[Sequence[str]]) -> tuple[ColumnRole | None, ...]:
    """Roles for a table without a header: short kinds first, then the longest text is the action.

    A column of text left of the action is its area. Nothing at all where too little speaks for a plan: it needs an
    action and two of reference, lead, date and status.
    """
    free = {ColumnRole.REF, ColumnRole.RATING, ColumnRole.STATUS, ColumnRole.TARGET, ColumnRole.LEAD}
    roles: list[ColumnRole | None] = []
    for cells in columns:
        role = guess(cells, free)
        roles.append(role)
        free -= {role}
    texts = [at for at, role in enumerate(roles) if role is None and _mean_words(columns[at]) >= _WORDS_OF_AN_ACTION]
    if not texts or len({*roles} - {None, ColumnRole.RATING}) < _FEWEST:
        return (None,) * len(columns)
    action = max(texts, key=lambda at: len({words for words in columns[at] if words}))
    roles[action] = ColumnRole.ACTION
    for at in texts:
        if at < action:
            roles[at] = ColumnRole.AREA
    return tuple(roles)


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    filled = [words for words in cells if words]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def _mean_words(cells: Sequence[str]) -> float:
    filled = [words for words in cells if words]
    return sum(len(words.split()) for words in filled) / len(filled) if filled else 0.0
