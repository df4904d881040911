"""Readability: published formulas on numbers worked out by hand, sentences and words from the pipeline, and odd texts."""

import math

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newskit import tables
from newskit.analyzers.readability import (
    compare_with_textstat,
    difficult_sentences,
    flesch_amstad,
    gsmog,
    lix,
    measure,
    readability,
    wiener,
)

NLP = spacy.blank("de")


def doc_of(*sentences: str) -> Doc:
    """A Doc of these sentences; words are divided by spaces."""
    words = [word for sentence in sentences for word in sentence.split()]
    starts = [i == 0 for sentence in sentences for i in range(len(sentence.split()))]
    return Doc(NLP.vocab, words=words, sent_starts=starts)


def test_formulas_by_their_published_constants() -> None:
    assert flesch_amstad(10, 2) == pytest.approx(180 - 10 - 117)
    assert wiener(1, 20, 15, 30, 50) == pytest.approx(3.87 + 2.508 + 3.891 - 1.635 - 0.875)
    assert wiener(2, 20, 15, 30, 50) == pytest.approx(4.014 + 2.523 + 4.119 - 2.779)
    assert wiener(3, 20, 15, 30, 50) == pytest.approx(5.926 + 2.8575 - 1.1144)
    assert wiener(4, 20, 15, 30, 50) == pytest.approx(5.488 + 3.984 - 1.693)
    assert lix(12, 25) == 37
    assert gsmog(30, 30) == pytest.approx(math.sqrt(30) - 2)
    with pytest.raises(ValueError, match="5"):
        wiener(5, 1, 1, 1, 1)


def test_a_text_counted_by_hand() -> None:
    # Der Mi-nis-ter kam um 9 (neun) Uhr . | Er ging .   8 words, 10 syllables, one word above six letters
    row = measure(doc_of("Der Minister kam um 9 Uhr .", "Er ging ."))
    assert (row["n_sentences"], row["n_words"], row["n_syllables"]) == (2, 8, 10)
    assert row["sentence_length_words"] == 4
    assert row["word_length_chars"] == pytest.approx((3 + 8 + 3 + 2 + 1 + 3 + 2 + 4) / 8)
    assert row["flesch_amstad"] == pytest.approx(180 - 4 - 58.5 * 10 / 8)
    assert row["wiener_1"] == pytest.approx(0.1935 * 12.5 + 0.1672 * 4 + 0.1297 * 12.5 - 0.0327 * 87.5 - 0.875)
    assert row["lix"] == pytest.approx(4 + 12.5)
    assert row["gsmog"] == pytest.approx(math.sqrt(30 / 2) - 2)
    assert row["share_long_words"] == pytest.approx(1 / 8)
    assert row["share_long_sentences"] == 0


def test_the_issues_sentence(nlp: Language) -> None:
    text = "Am 3. Mai kam Dr. Müller mit 1.200 Euro, z. B. für Abend und Ufer. Er ging."
    row = measure(nlp(text))
    assert row["n_sentences"] == 2
    assert row["n_words"] == 17  # z. and B. are two tokens
    textstat = compare_with_textstat(text)
    assert textstat["textstat_n_sentences"] == 4
    assert row["n_syllables"] > textstat["textstat_n_syllables"]


def test_compounds_with_a_hyphen_are_one_word() -> None:
    row = measure(doc_of("Die CDU-Politikerin ging ."))
    assert (row["n_words"], row["n_syllables"]) == (3, 1 + 8 + 1)
    assert row["word_length_chars"] == pytest.approx((3 + 14 + 4) / 3)


def test_headlines_are_no_sentences() -> None:
    doc = doc_of("Neue Brücke für Altenwerra", "Sie ist fertig .")
    assert measure(doc)["n_sentences"] == 1
    with_verb = Doc(
        NLP.vocab, words=["Brücke", "ist", "fertig"], tags=["NN", "VAFIN", "ADJD"], sent_starts=[True, False, False]
    )
    assert measure(with_verb)["n_sentences"] == 1
    assert measure(doc_of("Neue Brücke für Altenwerra"))["n_sentences"] == 1  # there is nothing else


@pytest.mark.parametrize("text", ["", "#", "...", "\n\n"])
def test_texts_without_words_give_nan(text: str) -> None:
    doc = NLP.make_doc(text)
    table = tables.check("readability", readability([doc]))
    assert list(table.voice) == ["all", "newsroom", "quoted"]
    assert (table[["n_sentences", "n_words", "n_syllables"]] == 0).all(axis=None)
    assert table.iloc[:, 5:].isna().all(axis=None)
    assert difficult_sentences(doc) == []


def test_voices_add_up() -> None:
    doc = doc_of("Es regnet , sagte er .", "Wir gehen jetzt heim .", "Das war alles .")
    doc._.newskit_quotes = [
        {"number": 0, "type": "direct", "tokens": [[0, 2]], "own_words": []},
        {"number": 1, "type": "direct", "tokens": [[6, 11]], "own_words": []},
    ]
    doc._.article_id = "a"
    table = readability([doc]).set_index("voice")
    assert list(table.article_id) == ["a"] * 3
    assert table.n_sentences.to_dict() == {"all": 3, "newsroom": 2, "quoted": 1}  # a tie is the newsroom's
    assert table.n_words["all"] == table.n_words["newsroom"] + table.n_words["quoted"] == 11
    assert measure(doc, "quoted")["n_words"] == 4
    with pytest.raises(ValueError, match="nobody"):
        measure(doc, "nobody")


def test_the_hardest_sentence_comes_first_with_reasons() -> None:
    long = "Die Landesverkehrsministerin hat " + "wegen der Sanierungsarbeiten " * 8 + "."
    doc = doc_of("Er ging .", long)
    first, second = difficult_sentences(doc)
    assert first["sentence_id"] == 1 and first["score"] > second["score"]
    assert first["reasons"]["words"] == 27
    assert second["reasons"] == {}
    assert doc.text[first["start"] : first["end"]] == first["text"]
    assert len(difficult_sentences(doc, n=1)) == 1


def test_textstat_of_nothing() -> None:
    row = compare_with_textstat("")
    assert row["textstat_n_words"] == 0
    assert math.isnan(row["textstat_lix"])
