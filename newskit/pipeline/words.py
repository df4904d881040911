"""An embedding layer that also knows words from raw text: their clusters and their compressed vectors.

A small model sees few names while it learns; raw text shows which words are used like them (Turian, Ratinov & Bengio
2010). A word has cluster numbers at several grains (Lin & Wu 2009) and a vector stored as product-quantizer codes
(Jégou, Douze & Schmid 2011), a byte for each part: 160,000 words with vectors of 100 dimensions take three megabytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import LOWER, ORTH
from spacy.ml.staticvectors import StaticVectors
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Linear, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d, Ints2d, Ragged

from .tokenizer import UNCLEAN, clean_view

#: The table of words: hashes in rising order, cluster numbers (n, grains), codes (n, parts), centroids (parts, 256,
#: width).
Table = dict[str, NDArray[Any]]
Layer = Model[Any, Any]
Backward = Callable[[Any], Any]


@registry.architectures("newskit.KnownWordsEmbed.v1")
def known_words_embed(
    width: int, attrs: list[str], rows: list[int], grains: list[int], vector: int = 100
) -> Model[list[Doc], list[Floats2d]]:
    """spaCy's MultiHashEmbed with static vectors, plus the clusters and the vector of every known word.

    Args:
        width: columns of the output and of each table.
        attrs: lexical attributes with a table each.
        rows: rows of these tables.
        grains: rows of the tables for the clusters, from coarse to fine.
        vector: columns of the words' vectors.

    The words themselves come with the weights or by `set_words`.
    """
    sizes = [*rows, *grains]
    tables: list[Layer] = [HashEmbed(width, size, column=n, seed=8 + n, dropout=0.0) for n, size in enumerate(sizes)]
    vectors: Layer = chain(_decode(vector), Linear(width, vector))
    features: Layer = chain(
        _features(attrs, len(grains)),
        cast(Model[list[Ints2d], Ragged], list2ragged()),
        with_array(concatenate(*tables, vectors)),
    )
    mix: Model[Ragged, Ragged] = with_array(Maxout(width, width * (len(sizes) + 2), nP=3, dropout=0.0, normalize=True))
    return chain(concatenate(features, StaticVectors(width, dropout=0.0)), mix, ragged2list())


def set_words(model: Layer, table: Table) -> None:
    """Give the words to an embedding layer that is to be trained."""
    for node in model.walk():
        if node.name == "word_features":
            node.attrs["keys"], node.attrs["clusters"] = table["keys"], table["clusters"]
        elif node.name == "word_vectors":
            node.attrs["codes"], node.attrs["centroids"] = table["codes"], table["centroids"]


def _features(attrs: list[str], grains: int) -> Model[list[Doc], list[Ints2d]]:
    return Model(
        "word_features",
        _extract,
        attrs={"columns": attrs, "keys": np.zeros(0, "uint64"), "clusters": np.zeros((0, grains), "uint16")},
    )


def _extract(model: Model[list[Doc], list[Ints2d]], docs: list[Doc], is_train: bool) -> tuple[list[Ints2d], Backward]:
    """The attributes, the cluster numbers (0: unknown) and the row in the table (0: unknown) of each word."""
    out = []
    for doc in docs:
        own = doc.to_array([*model.attrs["columns"], ORTH, LOWER])
        if UNCLEAN.search(doc.text):
            own[:, -2] = [get_string_id(clean_view(token.text)[0]) for token in doc]
        rows = _rows(model.attrs["keys"], own[:, -2], own[:, -1])
        clusters = np.zeros((len(rows), model.attrs["clusters"].shape[1]), "uint64")
        clusters[rows > 0] = model.attrs["clusters"][rows[rows > 0] - 1].astype("uint64") + 1
        features: Any = np.hstack([own[:, :-2], clusters, rows[:, None]])
        out.append(model.ops.asarray2i(features, dtype="uint64"))
    return out, lambda gradient: []


def _rows(keys: NDArray[Any], words: NDArray[Any], lower: NDArray[Any]) -> NDArray[Any]:
    """Row of each word, as written or else in lower case, counted from 1; 0 if it is not there."""
    rows = np.zeros(len(words), "uint64")
    if len(keys):
        for values in (lower, words):
            places = np.minimum(np.searchsorted(keys, values), len(keys) - 1)
            found = keys[places] == values
            rows[found] = places[found] + 1
    return rows


def _decode(width: int) -> Model[Ints2d, Floats2d]:
    return Model(
        "word_vectors",
        _vectors,
        attrs={"codes": np.zeros((0, 1), "uint8"), "centroids": np.zeros((1, 256, width), "float32")},
    )


def _vectors(model: Model[Ints2d, Floats2d], features: Ints2d, is_train: bool) -> tuple[Floats2d, Backward]:
    codes, centroids = model.attrs["codes"], model.attrs["centroids"]
    rows = np.asarray(features[:, -1], "int64")
    found = rows > 0
    out: Any = np.zeros((len(rows), centroids.shape[0] * centroids.shape[2]), "float32")
    parts = centroids[np.arange(len(centroids)), codes[rows[found] - 1]]
    out[found] = parts.reshape(len(parts), out.shape[1])
    return model.ops.asarray2f(out), lambda gradient: np.zeros_like(features)
