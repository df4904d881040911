"""corpus.py: ids, dates, counts, languages and agency credits."""

import importlib
import re
import unicodedata
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.corpus import (
    agencies,
    article_id,
    collapse,
    credit_spans,
    credits,
    detect_language,
    n_words,
    n_words_collapsed,
    parse_date,
)

chars = importlib.import_module("newskit.corpus.text")
NOON_30 = pd.Timestamp("2025-10-03T12:30:00Z")


def test_article_id_depends_on_the_words_only():
    text = "Käthe Groß sagte:\r\n„Nein.“"
    assert article_id(text) == article_id(unicodedata.normalize("NFD", " " + text.replace("\r\n", "\n\n")))
    assert article_id(text) != article_id(text, "Titel") != article_id(text, "Anderer")
    assert article_id("Ein Text.") == "ffb959055d7d"  # ids in published tables must not change


@given(st.text(), st.none() | st.text())
def test_article_id_never_raises(text, title):
    assert len(article_id(text, title)) == 12


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("#", 0),
        ("– „…“", 0),
        ("Nein", 1),
        ("Der Ost-West-Konflikt – 2025 – „endet“ .", 4),
        ("3,5\u00a0% 😀 a", 2),
    ],
)
def test_n_words(text, count):
    assert n_words(text) == count


@given(st.text())
def test_n_words_is_the_pieces_with_letter_or_digit(text):
    assert n_words(text) == sum(any(map(str.isalnum, piece)) for piece in text.split())


@pytest.mark.parametrize(
    "value",
    [
        "2025-10-03T14:30", "2025-10-03 14:30:00 +0200", "2025-10-03T12:30:00Z", "2025-10-03 12:30:00 UTC", "2025/10/03 14:30",
        "3.10.2025, 14.30 Uhr", "03.10.25 14:30", "3. Oktober 2025, 14:30", "3. Okt. 2025 um 14.30 Uhr",
        "Freitag, 3. Oktober 2025 um 14:30 Uhr", "Fr., 03.10.2025 - 14:30", "Stand: 3.10.2025 14:30 Uhr MESZ",
        "3.10.2025 13:30 (MEZ)", "3.10.2025 12:30 +00:00", "Fri, 03 Oct 2025 14:30:00 +0200", "Fri, 03 Oct 2025 12:30:00 -0000",
        "Fri, 03 Oct 2025 12:30:00 GMT", datetime(2025, 10, 3, 14, 30), pd.Timestamp(NOON_30),
    ],
)  # fmt: skip
def test_dates_are_read(value):
    assert parse_date(value) == NOON_30


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("3.10.2025", "2025-10-02T22:00:00Z"), (date(2025, 1, 3), "2025-01-02T23:00:00Z"), ("20251003", "2025-10-02T22:00:00Z"),
        (unicodedata.normalize("NFD", "3. März 1999"), "1999-03-02T23:00:00Z"), ("1. Jänner 1970", "1969-12-31T23:00:00Z"),
        ("01.02.68", "2068-01-31T23:00:00Z"), ("01.02.69", "1969-01-31T23:00:00Z"), ("3.10.2025, 14 Uhr", "2025-10-03T12:00:00Z"),
        ("2025-10-26T02:30", "2025-10-26T00:30:00Z"),  # twice on that night: the first is meant
    ],
)  # fmt: skip
def test_dates_without_time_or_zone_are_german_local_time(value, expected):
    assert parse_date(value) == pd.Timestamp(expected)


@pytest.mark.parametrize(
    "value",
    ["", "#", "gestern", "Oktober 2025", "2025", "31.2.2025", "3.13.2025", "10/03/2025", "1696300000", "1612112700000",
     "3.10.2025 – 5.10.2025", "3.10.2025 25:00", "3.10.2025 14:30 XYZ", "0001-01-01", "Sat, 99 Foo 2025", None, pd.NaT, 5, 2.5],
)  # fmt: skip
def test_what_is_no_date_is_missing(value):
    assert parse_date(value) is pd.NaT


@given(
    st.text()
    | st.datetimes()
    | st.from_regex(r"\d{1,2}\. ?(\d\d?\.|Mai) ?\d{2,4}( \d\d:\d\d)?( [+-]\d{4})?", fullmatch=True)
)
def test_parse_date_never_raises(value):
    parse_date(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Das teilte die Polizei am Montag mit, und sie will nun auf der Straße nach Zeugen suchen.", "de"),
        ("The minister said that he would not have been in the room at the time of the accident.", "en"),
        ("Le ministre a dit que la loi est dans les mains du Parlement et qu'il ne peut pas la changer.", "fr"),
        ("El ministro dijo que la ley está en las manos del Parlamento y que no se puede cambiar.", "es"),
        ("Il ministro ha detto che la legge non si può cambiare e che il governo è con il Parlamento.", "it"),
        ("De minister zei dat het niet aan hem is om de wet te veranderen en dat hij ook naar huis wil.", "nl"),
        ("", None), ("#", None), ("Streit um Schwimmbad", None), ("Az idő szép volt tegnap Budapesten, és a gyerekek játszottak", None),
    ],
)  # fmt: skip
def test_detect_language(text, code):
    assert detect_language(text) == code


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Berlin (dpa/AFP) – Der Kanzler reist ab.", ["dpa", "AFP"]),
        ("NEW YORK (dpa-AFX Analyser) - Die Bank", ["dpa-AFX"]),
        ("Frankfurt a. M. (dpa/lby) Der Flughafen", ["dpa"]),
        ("BERLIN dpa | Der Kanzler", ["dpa"]),
        ("Sie schwieg.\n(dpa)", ["dpa"]),
        ("Das teilte die Polizei mit (dpa).\nMehr folgt.", ["dpa"]),
        ("Sie schwieg. (dpa-AFX)", ["dpa-AFX"]),
        ("Sie schwieg. dpa/lno", ["dpa"]),
        ("Sie schwieg. Quelle: dpa", ["dpa"]),
        ("Sie schwieg.\r\ndpa/epd\r\n", ["dpa", "epd"]),
        ("Sie schwieg.\nMit Material von dpa und Reuters", ["dpa", "Reuters"]),
        ("Sie schwieg.\nMit Associated Press und Reuters", ["AP", "Reuters"]),
        ("Mit Informationen der Deutschen Presse-Agentur", ["dpa"]),
        ("Dieser Text enthält Material von AFP.", ["AFP"]),
        ("(Mit Material von dpa, AFP und KNA)", ["dpa", "AFP", "KNA"]),
        ("Quelle: ntv.de, mau/dpa, Foto: AFP", ["dpa"]),
        ("© dpa-infocom, dpa:251003-99-123456/2", ["dpa"]),
        ("Riad (SPA) – Der König", ["SPA"]),
    ],
)
def test_credits(text, names):
    assert agencies(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "", "#", "sagte er der dpa.", "Das berichtet die Deutsche Presse-Agentur (dpa) am Montag.", "im Auftrag der Agentur (AFP).",
        "Foto: dpa", "(Foto: dpa)", "Bild: Max Müller/dpa", "picture alliance/dpa", "Die Partei (SDA) gewann.", "die Aktion (SDA).",
        "Nach AP-Angaben kam er.", "Mehr", "Mit dem Zug", "Er sagte AFP, dpa und Reuters ab", "Altenwerra (mku) – Der Rat", "(red)",
    ],
)  # fmt: skip
def test_mentions_and_picture_credits_are_no_credits(text):
    assert agencies(text) == []


def test_own_agencies_can_be_added(tmp_path):
    own = tmp_path / "agencies.tsv"
    own.write_text("lemma\tcategory\tweight\tnote\nnwpx\tNWPX\t1\tinvented\n", encoding="utf-8")
    assert agencies("Hamburg (nwpx/dpa) - Der Hafen", lexicons=str(tmp_path)) == ["NWPX", "dpa"]


@given(st.text(alphabet=st.sampled_from(list("(dpa/AFP) –-.\n\r„“ Quelle:©MitvonReutrsäx|"))) | st.text())
def test_credit_spans_lie_in_the_text_and_name_an_agency(text):
    for start, end, name in credit_spans(text):
        assert 0 <= start < end <= len(text)
        assert credits._lookup(text[start:end], credits._agency_list())[0] == name


@pytest.mark.parametrize("text", ["(" * 200_000, "(dpa) " * 50_000, ". " * 200_000, "A/" * 100_000, "Mit " * 50_000])
def test_odd_text_takes_no_longer(text):
    credit_spans(text)
    detect_language(text)


@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from(" \n\r\t\u2028\u00a0–-aÜ²½\u0308\u00ad\ud800🙂")),
        max_size=80,
    )
)
def test_the_quick_look_tells_what_a_careful_look_tells(text):
    careful = sum(any(map(str.isalnum, piece)) for piece in text.split())
    assert n_words(text) == n_words_collapsed(collapse(text)) == careful
    assert not set(re.findall("[\x80-\x9fÂÃÅâïðÐÑ√]", text)) - set(chars._DAMAGED)
    assert "".join(line for _, line in chars.lines(text)) == re.sub("[\r\n\u2028\u2029]", "", text)
    assert all(text.startswith(line, start) for start, line in chars.lines(text))


@pytest.mark.parametrize(
    "written", ["May 1, 2025 10:00 PM", "1 May 2025 10:00 p.m.", "2025-05-01 10:00 PM", "1. Mai 2025 10:00 PM"]
)
def test_clocks_of_twelve_hours(written):
    """The afternoon was dropped without a word: 10:00 PM was read as 10:00."""
    assert parse_date(written) == pd.Timestamp("2025-05-01T20:00Z")
    assert parse_date(written.replace("10", "12").replace("PM", "AM").replace("p.m.", "a.m.")) == pd.Timestamp(
        "2025-04-30T22:00Z"
    )
