"""Turns a numbered list with brackets at its ends ("1.1 Do this (Lead: NM, by March 2027)") into tables of actions.

How labels become a header is forms.py's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from scheduler.reading.columns import ColumnRole, header_roles
from scheduler.reading.forms import Pair, are_of_a_form, table_of_forms
from scheduler.reading.rows import Cell, Document

_NUMBERED = re.compile(r"^(?P<ref>[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?)(?P<stop>[.)]?)\s+(?P<rest>\S.*)$")
_BRACKET = re.compile(r"^(?P<action>.*\S)\s*[(\[](?P<inside>[^()\[\]]+)[)\]][.;]?$")
_LABELLED = re.compile(r"^(?P<label>[^\W\d][^:]{0,30}?)\s*:\s*(?P<value>\S.*)$")
_BY = re.compile(r"^(?:by|due)\s+(?P<value>\S.*)$", re.IGNORECASE)
_KNOWN = frozenset({ColumnRole.LEAD, ColumnRole.TARGET, ColumnRole.STATUS, ColumnRole.PROGRESS, ColumnRole.MEASURE})
_FEWEST = 2
_Pairs = tuple[Pair, ...]


def bracketed_lines_as_tables(document: Document) -> Document:
    """The document with a table for each run of such lines below a heading; those lines leave its paragraphs.

    Lines between them, or right below, that are numbered alike without a bracket are actions too. The same document
    where fewer than two lines have a bracket, or where none says by when.
    """
    lines = document.paragraphs
    every = [_pairs(line) for line in lines]
    told = [at for at, pairs in enumerate(every) if len(pairs) > _FEWEST]
    labels = [pair.label.text for at in told for pair in every[at]]
    if len(told) < _FEWEST or not are_of_a_form(labels) or not any(map(_says_when, labels)):
        return document
    depths = {_depth(every[at]) for at in told}
    end = next((at for at in range(told[-1], len(lines)) if not every[at]), len(lines))
    read = [pairs if told[0] <= at < end and _depth(pairs) in depths else () for at, pairs in enumerate(every)]
    left = tuple(line for line, pairs in zip(lines, read, strict=True) if not pairs)
    tables = (
        table_of_forms(held, place=held[0].value.place, heading=above) for above, held in _below_headings(lines, read)
    )
    return replace(document, tables=(*document.tables, *tables), paragraphs=left)


def _says_when(label: str) -> bool:
    return ColumnRole.TARGET in header_roles(label)


def _depth(pairs: _Pairs) -> int | None:
    """How many points the reference has; None where there is none."""
    return pairs[0].value.text.count(".") if pairs else None


def _below_headings(lines: Sequence[Cell], read: Sequence[_Pairs]) -> Iterator[tuple[str, _Pairs]]:
    heading = ""
    for is_told, group in groupby(zip(lines, read, strict=True), key=lambda each: bool(each[1])):
        if is_told:
            yield heading, tuple(pair for _, pairs in group for pair in pairs)
        else:
            heading = list(group)[-1][0].text


def _pairs(line: Cell) -> _Pairs:
    """The reference and action of a numbered line, and what its bracket says; nothing for other lines."""
    numbered = _NUMBERED.match(line.text)
    if numbered is None:
        return ()
    ended = _BRACKET.match(numbered["rest"])
    said = _said(ended["inside"]) if ended else {}
    if not said and numbered["ref"].isdigit() and not numbered["stop"]:
        return ()
    action = ended["action"] if ended and said else numbered["rest"]
    return tuple(
        _pair(line, label, words) for label, words in (("Ref", numbered["ref"]), ("Action", action), *said.items())
    )


def _said(inside: str) -> dict[str, str]:
    """A bracket's labels and values; a part without a label goes on with the one before. Empty if it labels nothing."""
    said: dict[str, str] = {}
    for part in re.split(r"[,;]\s+", inside.strip()):
        labelled, by = _LABELLED.match(part), _BY.match(part)
        if labelled and set(header_roles(labelled["label"])) & _KNOWN:
            said[labelled["label"]] = labelled["value"]
        elif by and said:
            said["Target date"] = by["value"]
        elif said:
            last = next(reversed(said))
            said[last] = f"{said[last]}, {part}"
        else:
            return {}
    return said


def _pair(line: Cell, label: str, words: str) -> Pair:
    return Pair(label=replace(line, paragraphs=(label,)), value=replace(line, paragraphs=(words,)))
