"""Loading a pipeline: the German one that ships with newskit, or any spaCy pipeline by name or path."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager, nullcontext
from importlib.resources import files
from pathlib import Path
from typing import Any

import spacy
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from thinc.api import NumpyOps, get_current_ops, use_ops

from ..errors import InputNotFoundError, ModelNotFoundError, looked_for
from ..resources import Lexicons
from .tokenizer import GermanTokenizer

logger = logging.getLogger("newskit")

#: The analyzers in the order in which each may read what those before it found.
ANALYZERS = ("newskit_quotes", "newskit_sources", "newskit_hedges", "newskit_sentiment")


#: The pipelines of newskit by name: the small one, and the one with a pretrained encoder.
OWN = {"fast": "de_newskit", "accurate": "de_newskit_accurate"}
DEFAULT = "fast"


def model_path(name: str = DEFAULT) -> Path:
    """The folder of a German pipeline of newskit (`fast` or `accurate`)."""
    return Path(str(files("newskit") / "model" / OWN[name]))


def load_pipeline(
    name: str | None = None,
    *,
    lexicons: str | Path | None = None,
    analyzers: bool = True,
    gender_from_names: bool = True,
) -> Language:
    """A spaCy pipeline ready for newskit.

    Args:
        name: "fast" (the default) for newskit's small German pipeline, "accurate" for the one with a pretrained
            encoder; else a spaCy package (`de_core_news_lg`) or a folder.
        lexicons: a folder with word lists that add to or override newskit's (see newskit/resources/de/README.md).
        analyzers: add newskit's analyzers as components after the parse.
        gender_from_names: False leaves first names out as evidence of gender (sources.gender): what then counts are
            titles, nouns and pronouns.

    Raises:
        ModelNotFoundError: the package is not installed; the message names the command to install it.
        InputNotFoundError: the lexicon folder does not exist.
        InputError: a list in it cannot be read, or it has none.
    """
    folder = Path(lexicons) if lexicons is not None else None
    if folder is not None and not folder.is_dir():
        raise InputNotFoundError(
            f"The folder of word lists {folder} does not exist. Looked for {looked_for(folder)}. "
            "Give a folder with files such as hedges.tsv."
        )
    config: dict[str, Any] = {"lexicons": str(folder) if folder else ""}
    Lexicons.of(config["lexicons"]).check()  # an unreadable list fails here, not in the middle of a corpus
    logger.info("loading the pipeline %s", name or DEFAULT)
    nlp = _load_own(name or DEFAULT) if name is None or name in OWN else _load_by_name(name)
    _prepare(nlp, config["lexicons"])
    if analyzers:
        for factory in ANALYZERS:
            if factory not in nlp.pipe_names:
                more = {"gender_from_names": gender_from_names} if factory == "newskit_sources" else {}
                nlp.add_pipe(factory, config=config | more)
    return nlp


def _load_own(name: str) -> Language:
    folder = model_path(name)
    if not folder.is_dir():
        raise ModelNotFoundError(
            f"This installation of newskit has no weights for the pipeline '{name}'. Looked for {folder}. "
            f"Train them (training/README.md), or leave the name out: '{DEFAULT}' ships."
        )
    return _load(folder)


def _load_by_name(name: str) -> Language:
    if not spacy.util.is_package(name) and not Path(name).exists():
        raise ModelNotFoundError(
            f"The spaCy pipeline '{name}' is not installed. Install it with: python -m spacy download {name} "
            f"(or give one of newskit's own: {', '.join(OWN)})."
        )
    return _load(name)


def numpy_products() -> AbstractContextManager[Any]:
    """Within it pipelines are made with numpy's matrix products where thinc would take BLIS.

    Where the processor has wide vectors they are up to three times as fast, and the parse twice; the annotations are
    the same. A backend that somebody chose (a GPU, Apple's) stays.
    """
    return use_ops("numpy", use_blis=False) if type(get_current_ops()) is NumpyOps else nullcontext()


def _load(name: str | Path) -> Language:
    with numpy_products():
        return spacy.load(name)


def _prepare(nlp: Language, lexicons: str) -> None:
    """Give pipelines other than ours the same sentence boundaries and mended morphology, and all the user's words."""
    if "newskit_layout" not in nlp.pipe_names:
        nlp.add_pipe("newskit_layout", first=True)
    layout: Any = nlp.get_pipe("newskit_layout")
    layout.lexicons = lexicons
    if lexicons and isinstance(nlp.tokenizer, GermanTokenizer):
        nlp.tokenizer.read_with(lexicons)
    if "newskit_morph" not in nlp.pipe_names:
        nlp.add_pipe("newskit_morph")


def pipeline_info(nlp: Language) -> dict[str, str]:
    """Name and version of a pipeline, for run.json."""
    return {
        "name": f"{nlp.lang}_{nlp.meta.get('name', '')}",
        "version": str(nlp.meta.get("version", "")),
        "spacy": str(spacy_version),
    }
