"""Where a clause begins and ends in a cell, and what to call a dated step by the words around its date."""

from scheduler.reading.phrases.spelling import written

_BOUNDARY = written(r"[.;:](?=\s|$)|[;()\n]|\s-+(?=\s)|^-+\s")
_TRAILING = written(
    r"(?:[\s,:/&-]|\b(?:by|in|on|for|at|from|during|the|and|then|or|of|is|due|end|around|until|with|w/c|next))+$"
)
_LEADING = written(r"^(?:[\s,:/&.;)\d-]|\b(?:and|then|in|by|the)\b)+")


def clause_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The places between which the clause around `start` to `end` stands in a plain text."""
    begins = max((found.end() for found in _BOUNDARY.finditer(text, 0, start) if found.end() <= start), default=0)
    after = _BOUNDARY.search(text, end)
    return begins, after.start() if after else len(text)


def clauses(text: str) -> list[tuple[int, int]]:
    """The places of all clauses of a plain text that hold anything."""
    edges = [0, *(edge for found in _BOUNDARY.finditer(text) for edge in (found.start(), found.end())), len(text)]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(begins, ends) for begins, ends in pairs if text[begins:ends].strip()]


def step_title(words: str, text: str, start: int, end: int, *, after: int, before: int) -> str:
    """What a dated step is called: its clause's words before the date, else those behind it, else the date's own.

    `after` and `before` are where the neighbouring dates end and begin: their words are not this step's.
    """
    begins, ends = clause_of(text, start, end)
    title = _trimmed(words, text, max(begins, after), start) or _trimmed(words, text, end, min(ends, before))
    return title or words[start:end]


def _trimmed(words: str, text: str, begins: int, ends: int) -> str:
    if begins >= ends:
        return ""
    if trailing := _TRAILING.search(text, begins, ends):
        ends = trailing.start()
    leading = _LEADING.match(text[begins:ends])
    return words[begins + (leading.end() if leading else 0) : ends].strip()
