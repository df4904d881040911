"""What 160,000 words are known to be, from raw text: abstract, specialist, encyclopedic, known abroad, known as names.

The table model/norms.npz was made by training/norms.py. Abstract words are harder to understand than concrete ones
(Schwanenflugel 1991), cognates easier than words that the reader's other languages do not have (Otwinowska 2015).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
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
def _table() -> tuple[dict[int, int], bytes]:
    """Hash of a word -> where its values begin, and the values, a byte each."""
    file = np.load(Path(str(files("newskit") / "model" / "norms.npz")))
    n = len(COLUMNS)
    return dict(zip(file["keys"].tolist(), range(0, n * len(file["keys"]), n), strict=True)), file["values"].tobytes()


#: Byte -> the value that it stands for.
_VALUES = (np.arange(256, dtype=np.uint8).astype(np.int8) / STEPS).tolist()


def norms(word: str, lemma: str) -> tuple[float, ...]:
    """A value for each of COLUMNS: of the word as it is written, or else of its lemma, in lower case, with ß; else UNKNOWN."""
    begins, values = _table()
    begin = begins.get(get_string_id(word))
    if begin is None:
        forms = (lemma, word.lower(), word.replace("ss", "ß"))  # the last for Swiss spelling: Strasse
        begin = next((k for k in map(begins.get, map(get_string_id, forms)) if k is not None), -1)
    return tuple([_VALUES[value] for value in values[begin : begin + len(COLUMNS)]]) if begin >= 0 else UNKNOWN
