"""JSON and JSON Lines: records of crawlers and databases."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import InputError
from .encoding import decode, read_lines
from .reader import LoadOptions, Row, problem
from .records import PAGES, find_columns, flat, mapping_for, missing_column, own_columns, renamed, to_article, unfold
from .source import Source

#: Where an object keeps its list of articles.
_LISTS = ("articles", "items", "data", "results")
#: A tab or line break in a string does no harm. Made once: json.loads(strict=False) makes one for each line.
_DECODER = json.JSONDecoder(strict=False)
_ENDS = frozenset({"", "\n", "\r\n"})
_BETWEEN = re.compile(r"[\s,\[]*")


def read_json(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A list of objects, one object, or an object with the list under articles, items, data or results."""
    content, note = decode(source.read(), options.encoding)
    if note:
        yield problem(source, note)
    if not content.strip():
        raise InputError("The file is empty.")
    try:
        data = _DECODER.decode(content)
    except (ValueError, RecursionError) as error:
        yield from _salvaged(content, error, source, options)
    else:
        records = _records(data)
        yield from _articles(((f"Record {n}", record) for n, record in enumerate(records, 1)), source, options)


def read_jsonl(source: Source, options: LoadOptions) -> Iterator[Row]:
    """One object a line, in a stream. A broken line is a problem; one JSON document in the file is read as such."""
    notes: list[str] = []
    lines = enumerate(read_lines(source, options.encoding, notes), 1)
    first = next(((n, line) for n, line in lines if line.strip()), None)
    if first is None:
        raise InputError("The file is empty.")
    if first[1].strip() in ("{", "[") or first[1].lstrip().startswith("["):
        yield from read_json(source, options)
        return

    def parsed() -> Iterator[tuple[str, object]]:
        yield f"Line {first[0]}", _loads(first[1])
        yield from ((f"Line {n}", _loads(line)) for n, line in lines if not line.isspace())

    yield from _articles(parsed(), source, options)
    yield from (problem(source, note) for note in notes)


def _loads(text: str) -> object:
    try:
        record, end = _DECODER.raw_decode(text)
        if text[end:] in _ENDS:
            return record
    except (ValueError, RecursionError):
        pass  # blanks before or after it, or truly broken: the decoder's own way says which
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        return error


def _fault(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        return f"Not valid JSON: {error.msg} ({line}column {error.colno})."
    return (
        "Not readable JSON: nested too deeply." if isinstance(error, RecursionError) else f"Not readable JSON: {error}."
    )


def _records(data: object) -> list[Any]:
    if isinstance(data, dict):
        found = next((data[key] for key in _LISTS if isinstance(data.get(key), list)), None)
        return [data] if found is None or "text" in find_columns(_keys(data)) else found
    if isinstance(data, list):
        return data
    raise InputError("It holds neither an object nor a list of objects. Each article is an object with its text in it.")


def _keys(record: dict[str, Any]) -> tuple[str, ...]:
    return tuple(key for key, value in record.items() if not isinstance(value, list))


def _salvaged(content: str, error: Exception, source: Source, options: LoadOptions) -> Iterator[Row]:
    """JSON Lines under the wrong ending, or the good beginning of a broken list (half a file)."""
    if isinstance(_loads(content.lstrip().partition("\n")[0]), dict):
        yield from read_jsonl(source, options)
        return
    count = 0
    for count, record in enumerate(_decode_until_broken(content), 1):  # noqa: B007
        yield from _articles([(f"Record {count}", record)], source, options)
    yield problem(source, f"{_fault(error)} {count} records before that could be read.")


def _decode_until_broken(content: str) -> Iterator[object]:
    place = _skip(content, 0)
    if not content.lstrip().startswith("["):
        return
    try:
        while True:
            record, end = _DECODER.raw_decode(content, place)
            place = _skip(content, end)
            yield record
    except (ValueError, RecursionError):
        return


def _skip(content: str, place: int) -> int:
    found = _BETWEEN.match(content, place)
    return found.end() if found else place


def _articles(records: Iterable[tuple[str, object]], source: Source, options: LoadOptions) -> Iterator[Row]:
    mapped, said = tuple(options.columns.items()), set[str]()
    for where, record in records:
        if isinstance(record, Exception):
            yield problem(source, f"{where}: {_fault(record)}")
        elif not isinstance(record, dict):
            yield problem(source, f"{where}: A {type(record).__name__} instead of an object with the article's text.")
        else:
            record = unfold(record)
            keys = tuple(record)
            crawler = mapping_for(keys)
            columns = find_columns(keys, (*crawler, *mapped))
            if "text" in columns:
                own = own_columns(keys, frozenset({*columns.values(), *(PAGES if crawler else ())}))
                notes = {note["reason"]: note for note in renamed(own, source)}
                yield from (note for reason, note in notes.items() if reason not in said)
                said.update(notes)
                article = to_article(record | {name: flat(record[name]) for name, _ in own}, columns, own)
                article["where"] = where
                yield article
            else:
                yield problem(source, f"{where}: {missing_column(record, options, source.base, columns)}")
