"""The embedding layer that knows words from raw text, and how the pipeline is loaded."""

import subprocess
import sys
import unicodedata

import numpy as np
import pytest
import spacy
from spacy.strings import get_string_id
from spacy.tokens import Doc
from thinc.api import Adam, NumpyOps, get_current_ops, set_current_ops

from newskit.pipeline import load_pipeline
from newskit.pipeline.words import known_words_embed, set_words

WORDS = ["Köln", "rheinisch", "Ministerin"]


@pytest.fixture
def table():
    keys = np.array([get_string_id(w) for w in WORDS], "uint64")
    order = np.argsort(keys)
    rng = np.random.default_rng(0)
    return {
        "keys": keys[order],
        "clusters": np.array([[1, 10], [2, 20], [3, 30]], "uint16")[order],
        "codes": np.array([[0, 1], [2, 3], [4, 5]], "uint8")[order],
        "centroids": rng.standard_normal((2, 256, 2)).astype("float32"),
    }


def doc_of(*words):
    return Doc(spacy.blank("de").vocab, words=list(words))


def made(table, known=True):
    vocab_doc = doc_of(*WORDS)
    vocab_doc.vocab.vectors.resize((1, 4))
    model = known_words_embed(8, ["SHAPE"], [50], [50, 50], vector=4)
    if known:
        set_words(model, table)
    model.initialize(X=[vocab_doc])
    return model, vocab_doc.vocab


def rows_of(model, *words):
    features = next(n for n in model.walk() if n.name == "word_features")
    return features.predict([doc_of(*words)])[0]


def test_a_word_has_the_clusters_of_its_row(table):
    model, _ = made(table)
    for n, word in enumerate(WORDS, start=1):
        assert rows_of(model, word)[0, 1:3].tolist() == [n + 1, 10 * n + 1]
    assert rows_of(model, "Kxyz")[0, 1:].tolist() == [0, 0, 0]


def test_a_word_at_the_start_of_a_sentence_is_known_by_its_lower_case(table):
    model, _ = made(table)
    assert (rows_of(model, "Rheinisch")[0, 1:] == rows_of(model, "rheinisch")[0, 1:]).all()
    assert rows_of(model, "köln")[0, -1] == 0


def test_a_decomposed_word_is_known(table):
    model, _ = made(table)
    assert (rows_of(model, unicodedata.normalize("NFD", "Köln"))[0, 1:] == rows_of(model, "Köln")[0, 1:]).all()


def test_vectors_are_what_the_codes_say(table):
    model, _ = made(table)
    decode = next(n for n in model.walk() if n.name == "word_vectors")
    vector = decode.predict(rows_of(model, "Ministerin", "Kxyz"))
    assert vector[0].tolist() == [*table["centroids"][0, 4], *table["centroids"][1, 5]]
    assert not vector[1].any()


def test_weights_and_words_survive_saving(table):
    model, vocab = made(table)
    other = known_words_embed(8, ["SHAPE"], [50], [50, 50], vector=4).from_bytes(model.to_bytes())
    doc = Doc(vocab, words=["Köln", "und", "Umland"])
    assert np.array_equal(other.predict([doc])[0], model.predict([doc])[0])
    assert not np.array_equal(made(table, known=False)[0].predict([doc])[0], model.predict([doc])[0])


def test_it_learns(table):
    model, vocab = made(table)
    docs, optimizer = [Doc(vocab, words=WORDS)], Adam(0.01)
    goal = np.ones((3, 8), "float32")
    losses = []
    for _ in range(60):
        out, backprop = model.begin_update(docs)
        losses.append(float(((out[0] - goal) ** 2).sum()))
        backprop([out[0] - goal])
        model.finish_update(optimizer)
    assert losses[-1] < losses[0] / 4


def test_an_empty_doc_has_no_rows(table):
    model, vocab = made(table)
    assert [part.shape for part in model.predict([Doc(vocab), Doc(vocab, words=["Köln"])])] == [(0, 8), (1, 8)]


def test_the_pipeline_takes_numpys_products(nlp):
    assert not nlp.get_pipe("tok2vec").model.ops.use_blis
    assert get_current_ops().use_blis, "the choice is for newskit's pipeline only"


def test_a_backend_that_somebody_chose_stays():
    class Chosen(NumpyOps):
        name = "chosen"

    before = get_current_ops()
    set_current_ops(Chosen())
    try:
        assert type(load_pipeline(analyzers=False).get_pipe("tok2vec").model.ops) is Chosen
    finally:
        set_current_ops(before)


def test_the_weights_load_without_the_entry_point():
    """An older installation's metadata may still lie beside newer code."""
    code = "import catalogue, newskit.pipeline, spacy; space = spacy.registry.architectures.namespace; "
    code += "assert catalogue.check_exists(*space, 'newskit.KnownWordsEmbed.v1')"
    subprocess.run([sys.executable, "-c", code], check=True)
