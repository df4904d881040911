"""The table of common words says what would be worked out without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from newskit.analyzers.readability.vocabulary import Common, check, common, listed, rarity, split
from newskit.analyzers.readability.words import weigh, weigh_anew
from training.common_words import weighed


@pytest.fixture(scope="module")
def sample_words(sample_dir: Path) -> list[str]:
    """Every token of the sample articles once, as white space divides them and without the marks at their ends."""
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(sample_dir.glob("*.md")))
    return sorted({form for word in text.split() for form in (word, word.strip(".,:;!?()„“»«"))} - {""})


def test_the_table_is_up_to_date() -> None:
    """Every tenth word; if this fails, `python -m training.common_words` makes the table anew."""
    words = listed()
    table = common()
    assert list(table) == words
    some = words[::10]
    assert {word: table[word] for word in some} == dict(zip(some, weighed(some), strict=True))


def test_it_changes_nothing(sample_words: list[str]) -> None:
    assert weigh(sample_words) == weigh_anew(sample_words)
    for word in sample_words:
        assert rarity(word, word)[1] == split(word.casefold())[1]


def test_most_words_of_a_text_are_common(sample_words: list[str]) -> None:
    different = {word for word in sample_words if word.isalpha()}
    plain = [word for word in different if (found := common().get(word.lower())) and found.is_plain]
    assert len(plain) > 0.7 * len(different)


def test_another_list_of_words_is_noticed() -> None:
    words = listed()
    assert check(words) != check([*words[1:], words[0]])
    assert isinstance(common()["haus"], Common)


def test_a_table_of_another_list_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """wordfreq has changed: all words are weighed anew, and nothing else is different."""
    texts = ["Haus", "Bundeskanzleramt", "3,5", "–"]
    before = weigh(texts), rarity("Bundeskanzleramt", "Bundeskanzleramt")
    module = "newskit.analyzers.readability.vocabulary"
    monkeypatch.setattr(f"{module}.listed", lambda: ["haus", "maus"])
    common.cache_clear()
    try:
        assert common() == {}
        assert (weigh(texts), rarity("Bundeskanzleramt", "Bundeskanzleramt")) == before
    finally:
        monkeypatch.undo()
        common.cache_clear()
