"""The hardest sentences of an article, named with their reasons."""

import hand_made
import pytest

import newskit as nk


def test_hardest_first_with_reasons_in_words() -> None:
    made = hand_made.analysis()
    table = nk.hardest_sentences(made, "a1")
    assert list(table.sentence_id) == [1, 0]
    assert table.reasons[0] == "Nominalstil +0,8, Länge +0,3"  # a hundredth of a point is not worth a word
    assert table.reasons[1] == "seltene Wörter +0,3"
    text = made.articles["text"][0]
    assert [text[a:b] for a, b in zip(table.start, table.end, strict=True)] == list(table.text)


def test_one_article_needs_no_name_and_english_is_possible() -> None:
    table = nk.hardest_sentences(hand_made.analysis(), n=1, language="en")
    assert len(table) == 1 and table.reasons[0] == "nominal style +0.8, length +0.3"


def test_unknown_articles_are_named() -> None:
    with pytest.raises(nk.InputError, match="nobody"):
        nk.hardest_sentences(hand_made.analysis(), "nobody")


def test_articles_without_sentences_have_none() -> None:
    assert nk.hardest_sentences(hand_made.empty(), None).empty
