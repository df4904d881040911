"""Text and Markdown files: one article each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .encoding import decode
from .exports import looks_exported, read_export, short_lines, unwrapped
from .own import flat, own_columns, renamed
from .reader import LoadOptions, Row, problem
from .records import find_columns, to_article
from .source import Source

_TITLE_LENGTH = 150


def read_txt(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A text file: the text is the whole file, and so are its offsets. A database's export is taken apart."""
    text, note = decode(source.read(), options.encoding)
    if note:
        yield problem(source, note)
    if looks_exported(short_lines(text)) and (rows := read_export(unwrapped(text))) is not None:
        yield from rows
    else:
        yield {"text": text, "title": title_line(text)}


def read_markdown(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A Markdown file: title, outlet, date, author ... from the YAML front matter, the text is what follows it."""
    content, note = decode(source.read(), options.encoding)
    meta, text, fault = _front_matter(content)
    if note or fault:
        yield from (problem(source, reason) for reason in (note, fault) if reason)
    mapped = tuple((field, name) for field, name in options.columns.items() if name in meta and field != "text")
    columns = find_columns(tuple(meta), mapped)
    own = own_columns(tuple(meta), frozenset({*columns.values(), "text"}))
    yield from renamed(own, source)
    article = to_article(meta | {name: flat(meta[name]) for name, _ in own}, columns, own)
    yield article | {"text": text, "title": article.get("title") or title_line(text)}


def title_line(text: str) -> str | None:
    """The first line, if it looks like a headline: short, no full stop, a blank line after it (or a Markdown heading)."""
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    line = first.strip()
    if line.startswith("# "):
        return line[2:].strip() or None
    followed_by_blank = bool(rest) and not rest.partition("\n")[0].strip() and bool(rest.strip())
    short = len(line) <= _TITLE_LENGTH and any(map(str.isalpha, line))
    return line if followed_by_blank and short and not line.endswith(".") else None


def _front_matter(content: str) -> tuple[dict[str, Any], str, str | None]:
    """Metadata, text and what was wrong with the metadata; nothing of the file is lost if they cannot be read."""
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    handler, body = YAMLHandler(), content.strip()
    if not handler.detect(body):
        return {}, body, None
    try:
        block, text = handler.split(body)
        # BaseLoader makes everything a string: the id 01067 stays 01067, and "no" is no truth value.
        meta = yaml.load(block, Loader=yaml.BaseLoader)
    except ValueError:  # a rule (---) that is never closed is no front matter
        return {}, body, None
    except (yaml.YAMLError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        return (
            {},
            text.strip(),
            f"The front matter is not valid YAML and was left out: {reason}. Put values with a colon in quotes.",
        )
    # YAML allows lists and maps as keys; nobody names a field so.
    return (
        ({k: v for k, v in meta.items() if isinstance(k, str)}, text.strip(), None)
        if isinstance(meta, dict)
        else ({}, body, None)
    )
