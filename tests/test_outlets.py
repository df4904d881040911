"""One name per outlet, whatever spelling its pages give; authors are people."""

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit as nk
from newskit.corpus import outlet_name
from newskit.corpus.outlets import _known, fold

ROOT = Path(__file__).parent.parent
BODY = "Die Brücke über die Werra bleibt gesperrt, teilte die Stadt am Montag mit."


@pytest.mark.parametrize(
    ("name", "url", "canonical"),
    [
        ("spiegel.de", None, "DER SPIEGEL"), ("SPIEGEL ONLINE", None, "DER SPIEGEL"), (" der  Spiegel", None, "DER SPIEGEL"), ("www.faz.net", None, "Frankfurter Allgemeine Zeitung"),
        ("https://www.zeit.de/politik", None, "ZEIT ONLINE"), ("Werratal-Bote", "https://www.spiegel.de/", "Werratal-Bote"), (None, "https://www.tagesschau.de/a/b.html", "tagesschau.de"),
        (None, "https://regional.news.orf.at/a", "ORF"), (None, "https://example.org/a", None), (None, None, None), (None, "http://[odd", None), ("a.b", None, "a.b"),
        ("notspiegel.de", None, "notspiegel.de"), (None, "https://notspiegel.de/", None),
    ],
)  # fmt: skip
def test_outlets_have_one_name(name, url, canonical):
    assert outlet_name(name, url) == canonical


@pytest.mark.parametrize(
    ("canonical", "names"),
    [
        ("DER SPIEGEL", "DER SPIEGEL, Hamburg, Germany|Spiegel-Redaktion|SPIEGEL-Verlag Rudolf Augstein GmbH & Co. KG|Der Spiegel (Hamburg)|DER SPIEGEL GmbH & Co. KG|m.spiegel.de"),
        ("taz", "TAZ Verlags- und Vertriebs GmbH|taz.de|TAZ|taz (Die Tageszeitung)|taz, die tageszeitung|taz Verlags- u. Vertriebs-GmbH, Berlin|die tageszeitung (taz), Berlin"),
        ("Börsen-Zeitung", "Börsen-Zeitung|boersen-zeitung.de|BoersenZeitung|Boersen Zeitung|BÖRSEN-ZEITUNG|Bo\u0308rsen-Zeitung|börsen-zeitung.de|https://www.boersen-zeitung.de/a"),
        ("euronews", "Euronews|Euronews.com|euronews (deutsch)|EuronewsDE|de.euronews.com"),
        ("ntv", "N-Tv|Ntv Nachrichten|n-tv NACHRICHTEN|ntv.de|N-TV.DE|n-tv Nachrichtenfernsehen GmbH|ntv Nachrichtenredaktion"),
        ("Golem.de", "Golemredaktion|golem.de|Golem|Golem Media GmbH|Golem.de-Redaktion|Redaktion Golem.de"),
        ("Süddeutsche Zeitung", "Süddeutsche Zeitung GmbH, Munich, Germany|Sueddeutsche Zeitung|SÜDDEUTSCHE|SZ.de | Süddeutsche Zeitung|sueddeutsche.de|www.süddeutsche.de|xn--sddeutsche-9db.de"),
        ("Frankfurter Allgemeine Zeitung", "FAZ.NET|F.A.Z.|Frankfurter Allgemeine Zeitung GmbH|Die FAZ|Frankfurter Allgemeine Zeitung, Frankfurt am Main"),
        ("WELT", "DieWelt|Die Welt|WeltN24 GmbH|WELT - Nachrichten|welt.de"), ("BILD", "BILD GmbH|Bild.de|Bild-Redaktion"), ("ZEIT ONLINE", "ZEIT ONLINE GmbH|Zeit-Online"),
        ("DIE ZEIT", "Zeitverlag Gerd Bucerius GmbH & Co. KG|Die Zeit, Hamburg"), ("Berliner Morgenpost", "BerlinerMorgenpost|Berliner Morgenpost GmbH"), ("Deutsche Welle", "DW|Deutsche Welle (DW)|www.dw.com"),
        ("Kölner Stadt-Anzeiger", "Koelner Stadt-Anzeiger|Kölner Stadt Anzeiger|KÖLNER STADT-ANZEIGER, Cologne"), ("General-Anzeiger Bonn", "General-Anzeiger, Bonn|General-Anzeiger (Bonn)"),
        ("Neue Zürcher Zeitung", "Neue Zuercher Zeitung|NZZ|Neue Zürcher Zeitung AG, Zürich, Schweiz|Neue Zürcher Zeitung, Zurich, Switzerland"), ("Der Standard", "STANDARD Verlagsgesellschaft m.b.H., Der Standard|derStandard.at"),
        ("Bayerische Staatszeitung", "BSZ"), ("netzpolitik.org", "NetzpolitikOrg|Netzpolitik.org e. V."), ("t-online", "T-Online|TOnline|T-ONLINE.DE"), ("BR24", "BR24 Redaktion"),
    ],
)  # fmt: skip
def test_whatever_spelling_its_pages_give(canonical, names):
    parts = re.split(r"(?<! )\|(?! )", names)
    assert {name: outlet_name(name) for name in parts} == dict.fromkeys(parts, canonical)


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("Welt am Sonntag", "WELT AM SONNTAG"), ("WELT AM SONNTAG, Berlin", "WELT AM SONNTAG"), ("Bild am Sonntag", "BILD am SONNTAG"), ("BILD der FRAU", "BILD der FRAU"), ("Welt der Wunder", None),
        ("Welt, Welt am Sonntag", None), ("Die Welt, Kompakt", "WELT KOMPAKT"), ("Die Welt, Kultur", None), ("Zeit zum Lesen", None), ("ZEITmagazin", "ZEITmagazin"), ("Spiegel TV", "SPIEGEL TV"), ("Spiegel Wissen", None), ("Focus Money", None),
        ("BZ", None), ("B.Z.", "B.Z."), ("Berner Zeitung", "Berner Zeitung"), ("Berliner Zeitung", "Berliner Zeitung"), ("Bergische Zeitung", None), ("Süddeutsche Zeitung Magazin", "Süddeutsche Zeitung Magazin"),
        ("Stuttgarter Nachrichten", "Stuttgarter Nachrichten"), ("Stuttgarter Zeitung", "Stuttgarter Zeitung"), ("Kieler Nachrichten", "Kieler Nachrichten"), ("Nachrichten", None), ("Redaktion", None), ("Online", None),
        ("Allgemeine Zeitung", None), ("Allgemeine Zeitung (Mainz)", "Allgemeine Zeitung (Mainz)"), ("Allgemeine Zeitung, Windhoek", "Allgemeine Zeitung (Namibia)"), ("General-Anzeiger", None), ("Volksstimme, Wien", None),
        ("Neue Presse, Hannover", "Neue Presse (Hannover)"), ("Neue Presse, Coburg", "Neue Presse (Coburg)"), ("Neue Presse", None), ("blick.de", None), ("blick.ch", "Blick"), ("krone.de", None), ("focus.at", None),
        ("kurier.de", "Nordbayerischer Kurier"), ("kurier.at", "Kurier"), ("heute.de", "ZDF"), ("heute.at", "Heute (Österreich)"), ("waz.de", "Westdeutsche Allgemeine Zeitung"), ("waz-online.de", "Wolfsburger Allgemeine Zeitung"),
        ("tagblatt.de", "Schwäbisches Tagblatt"), ("tagblatt.ch", "St. Galler Tagblatt"), ("Axel Springer SE", None), ("Spiegelredakteur Meier", None), ("Werratal-Bote GmbH", None), ("Bote, Hamburg", None), ("x" * 5000, None),
    ],
)  # fmt: skip
def test_outlets_that_only_look_alike(name, canonical):
    assert outlet_name(name) == (canonical or name)


def test_a_company_is_the_outlet_of_its_address():
    assert outlet_name("Axel Springer SE", "https://www.welt.de/a") == "WELT"
    assert outlet_name("Axel Springer SE", "https://example.org/a") == "Axel Springer SE"
    assert outlet_name("Werratal-Bote", "https://www.welt.de/a") == "Werratal-Bote"


def test_no_name_is_written_like_two_outlets():
    """A name of the list that another outlet's differs from in marks and umlauts only would be a coin's toss."""
    entries = [
        line.split("\t") for line in (ROOT / "newskit/resources/de/outlets.tsv").read_text("utf-8").splitlines()[1:]
    ]
    assert all(len(entry) == 4 and all(entry) for entry in entries) and len({e[1] for e in entries}) > 500
    assert len({e[0].casefold() for e in entries}) == len(entries)
    for lemma, outlet, *_ in entries:
        assert outlet_name(lemma) == outlet and outlet_name(outlet) == outlet, lemma
        assert len(fold(lemma)) < 4 or _known("").folded.get(fold(lemma)) in {outlet, None}


@given(st.lists(st.sampled_from(["Der", "Spiegel", "Welt", "am", "Sonntag", "GmbH", ",", "Berlin", "(", ")", "|", "-Redaktion", ".de", "ü", "©", " - ", "//", "xn--", "[", "&"]), max_size=9).map(" ".join) | st.text())  # fmt: skip
def test_no_name_breaks_the_list(name):
    assert outlet_name(name, name) is not None or not name


@pytest.mark.parametrize(
    ("authors", "people", "agencies"),
    [
        (["n-tv NACHRICHTEN", "Anna Meier"], ["Anna Meier"], []), (["Anna Meier <a.meier@n-tv.de>"], ["Anna Meier"], []), (["a.meier@n-tv.de"], [], []), (["https://www.facebook.com/anna", "http://x.de"], [], []),
        (["a.meier@n-tv.de (Anna Meier)"], ["Anna Meier"], []), (["dpa", "Bo Yıldız"], ["Bo Yıldız"], ["dpa"]), (["AFP Deutschland"], [], ["AFP"]), (["dpa/lby"], [], ["dpa"]), (["ntv.de"], [], []), (["ndr.de"], [], []),
        (["Online-Redaktion", "Die Redaktion", "BR24 Redaktion"], [], []), (["FOCUS online"], [], []), (["Emma", "Brigitte Stern", "Stern"], ["Emma", "Brigitte Stern", "Stern"], []), (["ssi", "fr", "nd"], ["ssi", "fr", "nd"], []),
        (["Jan van der Welt", "C. Bild", "Karl Zeit"], ["Jan van der Welt", "C. Bild", "Karl Zeit"], []), (["Anna Meier", "Anna Meier"], ["Anna Meier"], []), (["mailto:x@y.de", "@"], [], []),
    ],
)  # fmt: skip
def test_authors_are_people(authors, people, agencies):
    made = nk.load_articles(pd.DataFrame({"text": [BODY], "outlet": ["N-Tv"], "authors": [authors]}))
    assert (made.authors[0], made.agencies[0], made.outlet[0]) == (people, agencies, "ntv")


def test_own_outlets(tmp_path):
    (tmp_path / "outlets.tsv").write_text(
        "lemma\tcategory\tweight\tnote\nspiegel.de\tSPON\t1\t\nbote.example\tDer Bote\t1\t\n", encoding="utf-8"
    )
    assert outlet_name("spiegel.de", lexicons=str(tmp_path)) == "SPON"
    assert outlet_name(None, "https://www.bote.example/a", lexicons=str(tmp_path)) == "Der Bote"
    assert outlet_name("sz.de", lexicons=str(tmp_path)) == "Süddeutsche Zeitung"


@pytest.mark.parametrize(
    ("authors", "people"),
    [
        ("DER SPIEGEL, Hamburg, Germany", []),
        ("TAZ Verlags- und Vertriebs GmbH", []),
        ("Anna Meier, Bo Yildiz", ["Anna Meier", "Bo Yildiz"]),
        ("Anna Meier und Bo Yildiz", ["Anna Meier", "Bo Yildiz"]),
    ],
)
def test_an_outlet_is_not_cut_into_authors(authors, people):
    frame = pd.DataFrame([{"text": "Ein Text über dies und das.", "authors": authors, "outlet": "Der Bote"}])
    assert nk.load_articles(frame)["authors"].tolist() == [people]
