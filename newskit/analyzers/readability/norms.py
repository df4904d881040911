"""What 160,000 words are known to be, from raw text: abstract, specialist, encyclopedic, known abroad, known as names.

The table model/norms.npz was made by training/norms.py. Abstract words are harder to understand than concrete ones
(Schwanenflugel 1991), cognates easier than words that the reader's other languages do not have (Otwinowska 2015).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.strings import get_string_id

#: abstract: against concrete; specialist: against everyday (both extrapolated by word vectors from a few hundred words, in
#: standard deviations of the frequent words); encyclopedic: Zipf steps by which it is more frequent in Wikipedia than elsewhere; abroad: mean
#: Zipf value in English, French, Spanish, Italian, Dutch; known: the highest Zipf value in German, English, French.
COLUMNS = ("abstract", "specialist", "encyclopedic", "abroad", "known")
#: Values are stored in twelfths: a byte each.
STEPS = 12
#: Of words that are not in the table nothing is known but that the raw text has them less than five times. As "encyclopedic"
#: they get what a word has that neither list knows: half an occurrence in the encyclopedia against the lowest Zipf value.
UNKNOWN = (0.0, 0.0, 0.57, 0.0, 0.0)


@cache
def _table() -> tuple[dict[int, int], npt.NDArray[np.float64]]:
    """Hash of a word -> its row, and the values; a last row stands for words not in it."""
    file = np.load(Path(str(files("newskit") / "model" / "norms.npz")))
    values = file["values"].astype(np.float64) / STEPS
    return dict(zip(file["keys"].tolist(), range(len(values)), strict=True)), np.vstack([values, UNKNOWN])


def norms(words: Iterable[tuple[str, str]]) -> npt.NDArray[np.float64]:
    """(words, COLUMNS), for words and their lemmas: of each as it is written, or else of its lemma, in lower case, with ß; else UNKNOWN."""
    return _table()[1][[_row(word, lemma) for word, lemma in words]]


@lru_cache(maxsize=100_000)
def _row(word: str, lemma: str) -> int:
    rows = _table()[0]
    forms = (word, lemma, word.lower(), word.replace("ss", "ß"))  # the last for Swiss spelling: Strasse
    found = (rows.get(get_string_id(form)) for form in forms)
    return next((row for row in found if row is not None), -1)
