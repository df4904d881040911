"""Syllables as read aloud: 600 words counted by hand, numbers as words, and what must not go wrong."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.german.syllables import count_syllables, is_spelled, read_cardinal, read_number, read_ordinal

DATA = Path(__file__).parent / "data" / "syllables.tsv"


def test_six_hundred_words_counted_by_hand() -> None:
    with DATA.open(encoding="utf8", newline="") as file:
        rows = [(r["word"], int(r["syllables"])) for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    wrong = [(word, n, count_syllables(word)) for word, n in rows if count_syllables(word) != n]
    assert len(rows) >= 600
    assert len(wrong) <= 0.02 * len(rows), wrong


@pytest.mark.parametrize(
    ("word", "n"),
    [
        ("Abend", 2), ("Ufer", 2), ("Idee", 2), ("über", 2), ("Theater", 3), ("Ruine", 3), ("aktuell", 3), ("sozial", 3),
        ("Nation", 3), ("Familie", 3), ("Familien", 4), ("Italien", 4), ("Wien", 1), ("Dienst", 1), ("Mediendienst", 4),
        ("Museum", 3), ("geehrt", 2), ("beenden", 3), ("Beamte", 3), ("beurteilt", 3), ("beinhalten", 4), ("geimpft", 2),
        ("Autounfall", 4), ("Klimaaktivisten", 6), ("Pflegeeinrichtung", 5), ("Kooperation", 6), ("Seenot", 2), ("Ideen", 3),
        ("Europäer", 4), ("Qualität", 3), ("Yoga", 2), ("Bayern", 2), ("Team", 1), ("Ideal", 3), ("beachten", 3),
        ("Software", 2), ("Café", 2), ("Zoë", 2), ("Çelik", 2), ("Łódź", 1),
        ("koordinieren", 5), ("Kokainfund", 4), ("Kiew", 2), ("ideell", 3), ("Kakaobohne", 4), ("Vietnamese", 5),
        ("Baerbock", 2), ("Goethe", 2), ("Mueller", 2), ("Michael", 3), ("Poet", 2), ("soeben", 3), ("zuerst", 2), ("Maestro", 3),
        ("Duell", 2), ("Koeffizient", 5), ("Feuilletons", 3), ("Korschenbroich", 3),
    ],
)  # fmt: skip
def test_words(word: str, n: int) -> None:
    assert count_syllables(word) == n


@pytest.mark.parametrize(
    ("word", "n"),
    [("SPD", 3), ("EU", 2), ("AfD", 3), ("GmbH", 4), ("EuGH", 4), ("Lkw", 3), ("NGOs", 3), ("NATO", 2), ("SARS", 1), ("dpa", 3), ("UNHCR", 5), ("UNICEF", 3), ("EDEKA", 3), ("BVerfG", 7), ("km/h", 7), ("°C", 4), ("z.B.", 3), ("Dr.", 2), ("XIV", 3), ("CDU-Politikerin", 8), ("Politiker:innen", 6), ("Politiker*innen", 6)],
)  # fmt: skip
def test_abbreviations_and_signs(word: str, n: int) -> None:
    assert count_syllables(word) == n


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0", "null"), ("1", "eins"), ("21", "einundzwanzig"), ("1200", "zwölfhundert"), ("1.200", "eintausendzweihundert"),
        ("1989", "neunzehnhundertneunundachtzig"), ("2025", "zweitausendfünfundzwanzig"), ("3,5", "drei komma fünf"),
        ("0,25", "null komma zwei fünf"), ("1.250,5", "eintausendzweihundertfünfzig komma fünf"), ("3.", "dritte"),
        ("20.15", "zwanzig fünfzehn"), ("18.05", "achtzehn fünf"), ("20:15", "zwanzig fünfzehn"), ("2:1", "zwei zu eins"),
        ("24.12.2025", "vierundzwanzigste zwölfte zweitausendfünfundzwanzig"), ("007", "null null sieben"),
        ("1.000.000", "eine million"), ("2.500.000", "zwei millionen fünfhunderttausend"),
    ],
)  # fmt: skip
def test_numbers_are_read_aloud(text: str, words: str) -> None:
    assert read_number(text) == words


def test_large_numbers_and_ordinals() -> None:
    assert read_cardinal(101_001) == "einhunderteintausendeins"
    assert read_cardinal(3_000_000_007) == "drei milliarden sieben"
    assert [read_ordinal(n) for n in (1, 3, 7, 8, 12, 20, 101)] == [
        "erste", "dritte", "siebte", "achte", "zwölfte", "zwanzigste", "einhunderteinste",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="-1"):
        read_cardinal(-1)


def test_other_encodings_count_alike() -> None:
    assert count_syllables("u\u0308ber") == count_syllables("über") == count_syllables("ü\u00adber") == 2


def test_spelled_or_read() -> None:
    assert [word for word in ("SPD", "UNO", "DAX", "BAföG", "AfD", "VIII", "Ufo", "BUND") if is_spelled(word)] == [
        "SPD",
        "UNO",
        "DAX",
        "AfD",
    ]
    assert count_syllables("UNO") == 2 and count_syllables("DAX") == 1  # both are on the list


@given(st.text(max_size=40))
def test_any_text_has_a_count(text: str) -> None:
    assert count_syllables(text) >= 0


@given(st.text(alphabet="0123456789.,:-/%", max_size=9))
def test_any_jumble_of_digits_and_marks_has_a_count(text: str) -> None:
    assert count_syllables(text) >= 0


def test_version_numbers_keep_their_null() -> None:
    assert count_syllables("2.0.4") == 3  # zwei null vier


@given(st.integers(min_value=0, max_value=10**14))
def test_any_number_is_read(n: int) -> None:
    assert count_syllables(str(n)) >= 1
    assert read_cardinal(n).replace(" ", "").isalpha()


@pytest.mark.parametrize("text", ["", "#", "–", "...", "„"])
def test_what_is_not_spoken_counts_nothing(text: str) -> None:
    assert count_syllables(text) == 0
