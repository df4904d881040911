"""What is worked out for all the new words of a text together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newskit.analyzers.readability.words import WordCache, weigh
from newskit.german.syllables import count_all, count_syllables


def test_only_new_keys_are_worked_out_and_each_once() -> None:
    asked: list[list[str]] = []

    def lengths(words: list[str]) -> list[int]:
        asked.append(words)
        return [len(word) for word in words]

    cached = WordCache(lengths)
    assert cached(["ab", "a", "ab"]) == [2, 1, 2]
    assert cached(["abc", "a"]) == [3, 1]
    assert cached([]) == []
    assert asked == [["ab", "a"], ["abc"]]


@given(st.lists(st.lists(st.integers(0, 30), max_size=12), max_size=12))
def test_what_is_forgotten_is_worked_out_again(texts: list[list[int]]) -> None:
    """A limit below what a single text asks for included."""
    squares = WordCache(lambda numbers: (n * n for n in numbers), limit=5)
    for numbers in texts:
        assert squares(numbers) == [n * n for n in numbers]


WORDS = st.one_of(st.text("aeiouyäöüstbcdlmnrqMAE-:.3", max_size=9), st.text(max_size=6))


@given(st.lists(WORDS, max_size=12))
def test_words_are_counted_together_as_alone(words: list[str]) -> None:
    """A word does not reach into its neighbours, whatever stands at their ends."""
    assert count_all(words) == [count_syllables(word) for word in words]
    assert weigh(words) == [weigh([word])[0] for word in words]
