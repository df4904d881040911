import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

CASES = [
    ("Am 3. Mai kam er.", ["Am", "3.", "Mai", "kam", "er", "."]),
    ("Das war 2020. Der Rest blieb.", ["Das", "war", "2020", ".", "Der", "Rest", "blieb", "."]),
    ("Er ist 20.", ["Er", "ist", "20", "."]),
    ("z. B. Dr. Müller", ["z.", "B.", "Dr.", "Müller"]),
    ("1.200 Euro und 3,5 Mio.", ["1.200", "Euro", "und", "3,5", "Mio."]),
    (
        "Politiker:innen, Lehrer*innen, Mitarbeiter_innen",
        ["Politiker:innen", ",", "Lehrer*innen", ",", "Mitarbeiter_innen"],
    ),
    ("Bürger/-innen und SchülerInnen", ["Bürger/-innen", "und", "SchülerInnen"]),
    ("die CDU-Politikerin", ["die", "CDU-Politikerin"]),
    ("„Nein“, »doch«, ‚so‘", ["„", "Nein", "“", ",", "»", "doch", "«", ",", "‚", "so", "‘"]),
    ("Rutte.“Er ging", ["Rutte", ".", "“", "Er", "ging"]),
    ("1. FC Köln", ["1.", "FC", "Köln"]),
    ("Brandt (41): „Ja“", ["Brandt", "(", "41", ")", ":", "„", "Ja", "“"]),
    ("Die „Bild“-Zeitung", ["Die", "„", "Bild", "“", "-Zeitung"]),
    (",,Nein''", [",,", "Nein", "''"]),
    ("", []),
    ("#", ["#"]),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_cuts_words(blank, text, words):
    assert [t.text for t in blank(text)] == words


@pytest.mark.parametrize(("text", "words"), CASES)
def test_nfd_is_cut_like_nfc(blank, text, words):
    decomposed = unicodedata.normalize("NFD", text)
    doc = blank(decomposed)
    assert doc.text == decomposed
    assert [unicodedata.normalize("NFC", t.text) for t in doc] == words


def test_unclean_words_borrow_the_features_of_clean_ones(blank):
    clean, nfd, soft = blank("für")[0], blank(unicodedata.normalize("NFD", "für"))[0], blank("f\u00adür")[0]
    for token in (nfd, soft):
        assert (token.norm_, token.shape_, token.suffix_, token.lower_) == (
            clean.norm_,
            clean.shape_,
            clean.suffix_,
            clean.lower_,
        )


def test_missing_sentence_break_is_cut(nlp):
    words = [t.text for t in nlp.make_doc("Krieg in der UkraineNordkoreanische Medien, WhatsApp und PolitikerInnen")]
    assert words == [
        "Krieg",
        "in",
        "der",
        "Ukraine",
        "Nordkoreanische",
        "Medien",
        ",",
        "WhatsApp",
        "und",
        "PolitikerInnen",
    ]


def test_a_name_that_comes_back_is_not_cut(nlp):
    twice = nlp.make_doc("Die StadtGalerie öffnet. In der StadtGalerie hängt ein Bild.")
    assert [t.text for t in twice if "Galerie" in t.text] == ["StadtGalerie"] * 2


PIECES = [*"aäßBÜ. ,„“»«\"'\u0308\u0301\u00ad\u200b\n\r\t3-:*🙂", "innen"]
ALPHABET = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(ALPHABET)
def test_text_is_never_changed(blank, text):
    assert blank(text).text == text
