"""What is repaired and cut before a text is fixed, and what must stay: precision first."""

import json
import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit as nk
from newskit.corpus import clean, prepare, repair, restored
from newskit.errors import InputError

BODY = "Die Brücke über die Werra bleibt gesperrt, teilte die Stadt am Montag mit.\n\nDer Rat berät am Freitag."
PAGE_LINES = {
    "Weiterlesen mit Bote+": "paywall", "Jetzt weiterlesen mit dem Digital-Abo": "paywall", "Sie möchten weiterlesen?": "paywall",
    "Mit Bote Plus weiterlesen": "paywall", "Dieser Artikel ist nur für Abonnenten lesbar.": "paywall", "Bereits Abonnent? Hier anmelden": "paywall",
    "30 Tage kostenlos testen": "paywall", "4 Wochen für 1 Euro testen": "paywall", "Um diesen Artikel zu lesen, benötigen Sie ein Abo.": "paywall",
    "Noch kein Abo? Jetzt bestellen": "paywall", "Nur für Abonnenten": "paywall", "Zugang zu allen Plus-Artikeln": "paywall",
    "Lesen Sie auch": "related", "Lesen Sie auch: Brücke bleibt ein Jahr lang zu": "related", "» Mehr zum Thema:": "related",
    "Auch interessant: Wie teuer wird der Neubau?": "related", "Weitere Nachrichten aus Hamburg": "related", "Meistgelesene Artikel": "related",
    "Abonnieren Sie unseren Newsletter und bleiben Sie auf dem Laufenden!": "newsletter", "Newsletter bestellen": "newsletter",
    "Unser Newsletter hält Sie jeden Morgen auf dem Laufenden.": "newsletter", "Folgen Sie uns auf Instagram": "share", "Artikel teilen": "share",
    "3 Kommentare": "share", "Lesezeit: ca. 4 Min.": "share", "Alle Cookies akzeptieren": "cookie", "Diese Website verwendet Cookies.": "cookie",
    "Wir verwenden Cookies, um Ihnen auf dieser Website das beste Angebot zu machen.": "cookie",
    "An dieser Stelle finden Sie einen externen Inhalt von Beispielvideo.": "cookie", "Anzeige": "ad",
    "Artikel wird nach der Werbung fortgesetzt": "ad", "Foto: Anna Muster/dpa": "caption", "Bild: Anna Muster/dpa": "caption",
    "(Symbolbild: Archiv)": "caption", "Die gesperrte Brücke am Montagmorgen. Foto: Anna Muster": "caption",
    "Die Brücke von oben (Bild: Anna Muster/dpa)": "caption", "picture alliance/dpa/Anna Muster": "caption",
    "© Anna B. Muster": "caption", "Foto: Anna B. Muster": "caption", "Die Brücke am Abend.Foto: Anna Muster/dpa": "caption",
    "Die Brücke am Abend (Bild: Anna Muster)": "caption", "Foto: AFP Die Brücke am Abend, kurz vor der Sperrung.": "caption",
    "Bild:\u00a0Anna Muster": "caption", "Tweet": "share", "Text kleiner größer": "share", "Artikel per E-Mail empfehlen": "share",
    "Lesezeit für diesen Artikel (212 Wörter): 51 Sekunden": "share", "4,5 (12 Stimmen)": "share", "Leserkommentare": "share",
    "Gefällt Ihnen der Artikel? Dann teilen Sie ihn gern.": "share", "Die Kommentarfunktion ist ab sieben Uhr wieder offen.": "share",
    "Meist gelesen": "related", "Mehr aus Wirtschaft": "related", "Ähnliche Nachrichten": "related", "Voriger Artikel": "nav",
    "Sie sind hier: Start > Politik > Brücke": "nav", "Start » Politik » Brücke": "nav", "Bild 1 von 5": "nav", "Impressum": "nav",
    "bote.example ist ein Angebot der Bote GmbH": "nav", "* Pflichtfeld": "form", "Bitte geben Sie eine gültige E-Mail-Adresse ein": "form",
    "Fehler beim Senden.": "form", "Ihre Nachricht wurde gesendet.": "form", "Melden Sie sich an, um einen Kommentar zu schreiben.": "form",
    "Die Bote GmbH nutzt Cookies, um unsere Website zu verbessern und Werbung zu zeigen.": "cookie", "Werbeanzeige": "ad",
    "Wenn Sie diesen Text weiterlesen möchten, benötigen Sie ein Abo.": "paywall", "Nein, ich habe kein Abo. Was nun?": "paywall",
    "Jetzt für den Newsletter anmelden": "newsletter", "Hier geht es direkt zum Newsletter": "newsletter", "Haben Sie Hinweise? Schreiben Sie uns.": "share",
    "Durch die Nutzung dieser Website sind Sie mit Cookies einverstanden.": "cookie", "Jetzt können Sie vier Wochen kostenlos lesen": "paywall",
    "Die Brücke, wie der Maler sie sah Foto: Anna Muster": "caption", "Tagespost ist ein Produkt der Bote GmbH": "nav",
    "Jetzt weiterlesen": "paywall", "Dieser Artikel ist Teil unseres Digitalabos.": "paywall",
}  # fmt: skip
ARTICLE_LINES = [
    "„Weiterlesen“, sagte die Lehrerin, und die Klasse las weiter.", "Weiterlesen wollte an diesem Abend niemand mehr.",
    "Lesen Sie auch das Kleingedruckte, rät die Verbraucherzentrale.", "Mehr zum Thema sagte der Minister nicht.",
    "Der Verlag will mit einem Newsletter mehr Abonnenten gewinnen.", "„Abonnieren Sie unseren Newsletter“, stand auf dem Plakat.",
    "Wir verwenden keine Cookies mehr, sagte der Betreiber der Suchmaschine.", "Die Anzeige wegen Körperverletzung wurde zurückgezogen.",
    "Die Partei schaltete eine Anzeige.", "Das Foto zeigt: Der Minister war dort.", "Auf dem Foto: drei Männer, die niemand kannte. Die Polizei sucht sie.",
    "Bild: Kanzler will Steuern senken", "Berlin (dpa) – Der Kanzler reist ab.", "Quelle: dpa", "© dpa-infocom, dpa:251003-99-123456/2",
    "Mit Material von dpa und AFP", "Der Artikel ist nur ein Anfang, sagte der Chefredakteur.", "Dieser Artikel der Verfassung ist nur für Notlagen gedacht.",
    "Jetzt abonnieren mehr Leute die Zeitung als vor der Wahl.", "Interessant ist auch der Blick nach Österreich.", "Teilen will die Familie das Erbe nicht.",
    "Sind Sie schon Kunde? Diese Frage stellte der Anrufer zuerst, berichtet das Opfer dem Gericht in einer langen Aussage, die am Dienstag fortgesetzt wird.",
    "Weitere Nachrichten aus dem Krisengebiet gab es zunächst nicht.", "Alle Meldungen über Verletzte erwiesen sich als falsch.",
    "© dpa", "© AFP", "© AFP Deutschland", "© dpa 2025. Alle Rechte vorbehalten.", "(Quelle: dpa)", "Das teilte die Polizei mit (Quelle: Polizei Köln)",
    "Facebook will Nutzern mehr Rechte geben.", "Der Konzern nutzt Cookies, um Nutzer zu verfolgen.", "Fehler beim Bau gab es viele.",
    "Mehr aus der Kasse nahm niemand.", "Sie sind hier, um zu bleiben.", "Der Kommentar", "3:1 (0:1)", "1. FC Köln – SC Freiburg 2:0", "Von Anna Muster",
    "Meist gelesen wird abends.", "Ja, ich bin zufrieden, sagt sie.", "Nein, ich habe keine Angst.", "Impressum und Datenschutz fehlten auf der Seite.",
    "Bild: Kanzler geht", "Stand: 3. Oktober 2025, 14.30 Uhr", "Tweet des Ministers löst Empörung aus", "Ausgangslage", "Kontakt zu den Tätern gab es nicht.",
    "Er teilte ein Foto: die Fahne über dem Rathaus", "Auf dem Tisch liegt das Foto: Vater und Mutter", "Das Angebot ist nur für Mitglieder gedacht.",
    "Haben Sie Hinweise? Dann melden Sie sich bei der Polizei unter 0361 12345.", "Vertrauen ist ein Produkt von Arbeit.",
    "Jetzt hat der Verein einen eigenen Newsletter, den er an alle Mitglieder verschickt.", "Hier geht es um einen Newsletter, der Daten sammelt.",
    "Jetzt sollen Kinder kostenlos Bücher lesen.", "Mit der Nutzung der Daten sind viele Patienten einverstanden.", "Sie sind hier: „Wir gehen nicht.“",
    "Um diesen Text zu lesen, muss man sich erst anmelden, klagt der Bürgermeister.", "Facebook ist ein Angebot von Meta, sagte der Richter.",
    "Bitte deaktivieren Sie die Cookies, rät die Verbraucherzentrale.", "Bereits registriert? „Nein“, sagt der Mann, „ich warte noch.“",
    "Die Kommentarfunktion wurde nach dem Urteil abgeschaltet, sagte ein Sprecher.", "Damit können personenbezogene Daten an Dritte übermittelt werden, warnte sie.",
]  # fmt: skip


@pytest.mark.parametrize(("line", "kind"), PAGE_LINES.items())
def test_lines_of_the_page_are_cut_wherever_they_stand(line, kind):
    first, second = BODY.split("\n\n")
    for text in (f"{line}\n\n{BODY}", f"{first}\n{line}\n\n{second}", f"{BODY}\n\n{line}\n"):
        made = clean(text)
        assert made.text.split() == BODY.split() and [cut["kind"] for cut in made.cuts] == [kind]
        assert "\n" in made.text and made.cuts[0]["text"].strip() == line
        assert restored(made.text, made.cuts) == text
        assert made.flags == (["paywall"] if kind == "paywall" else [])


@pytest.mark.parametrize("line", ARTICLE_LINES)
def test_lines_of_the_article_stay(line):
    text = f"{BODY}\n\n{line}\n\nUnd dann ging es weiter."
    assert clean(text).text == text
    assert clean(BODY + "\n" + line).cuts == []


def test_lines_that_only_an_end_may_have():
    tags = "Schlagworte: Verkehr, Brücke"
    assert clean(f"{tags}\n\n{BODY}").cuts == []
    made = clean(f"{BODY}\n\n{tags}\n\nArtikel teilen\n\n3 Kommentare\n")
    assert made.text == BODY and [cut["kind"] for cut in made.cuts] == ["related", "share", "share"]


def test_nothing_but_a_page_is_left_as_it_is_and_flagged():
    wall = "Sie möchten weiterlesen?\n\nJetzt Abo abschließen\n"
    made = clean(wall)
    assert (made.text, made.cuts, made.flags) == (wall, [], ["boilerplate", "paywall"])


@pytest.mark.parametrize(
    ("text", "title", "flags"),
    [
        ("Die Brücke bleibt zu, und niemand weiß, wie lange …", None, ["teaser"]), ("Die Brücke bleibt zu [...]", None, ["teaser"]),
        ("Die Brücke bleibt zu.\nWeiterlesen", None, ["teaser"]), (BODY + " Viele Wörter. " * 50 + "...", None, []), (BODY, None, []),
        ("\n".join(f"1{n}:30 Uhr: Es regnet weiter." for n in range(4)), None, ["ticker"]), ("+++ 14:30 +++ Es regnet.\n" * 4, None, ["ticker"]),
        ("Frau Brandt, was tun Sie?\n\nBrandt: Nichts.\n\nWarum?\n\nBrandt: Aus Prinzip.", None, ["interview"]),
        ("Was tun?\n\nTipp: Nichts.\n\nWarum?\n\nTipp: Aus Prinzip.", None, []),
        (BODY, "Unwetter im Liveticker", ["ticker"]), ("Um 14.30 Uhr kam er.\n14 Uhr war es da.\n2:1 endete das Spiel.\n3:2 das andere.", None, []),
    ],
)  # fmt: skip
def test_flags(text, title, flags):
    assert clean(text, title).flags == flags


@given(
    st.lists(st.sampled_from([*PAGE_LINES, *ARTICLE_LINES[:6], "", " \t", BODY]), max_size=8),
    st.sampled_from(["\n", "\r\n", "\n\n", "\u2028"]),
)
def test_what_was_cut_can_be_put_back_and_nothing_is_cut_twice(lines, glue):
    text = glue.join(lines)
    made = clean(text)
    assert restored(made.text, made.cuts) == text
    assert clean(made.text).cuts == []


@given(st.text())
def test_cleaning_never_raises(text):
    made, _ = prepare(text)
    assert restored(made.text, made.cuts) == repair(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Foto: " * 50_000,
        "(Foto: a" * 30_000,
        "Lesen Sie auch: " * 20_000,
        "-\n" * 200_000,
        "Ã¼" * 50_000,
        "14:30 Uhr\n" * 20_000,
    ],
)
def test_odd_text_takes_no_longer(text):
    prepare(text)


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("fÃ¼r die StraÃŸe", "für die Straße"), ("für die StraÃŸe", "für die Straße"), ("â€žNeinâ€œ, sagte er", "„Nein“, sagte er"),
        ("Â»NeinÂ«", "»Nein«"), ("\x84Nein\x93", "„Nein“"), ("GroÃŸbritannien â€“ Ã„rger", "Großbritannien – Ärger"),
        ("Die Bundes-\nregierung", "Die Bundesregierung"), ("Politi-\r\nker", "Politiker"), ("die deutsch-\nfranzösische Grenze", "die deutsch-französische Grenze"),
        ("CDU-\nPolitiker", "CDU-Politiker"), ("Bundes\u00ad\nrat", "Bundesrat"),
    ],
)  # fmt: skip
def test_damage_is_repaired_and_said(damaged, whole):
    text, notes = repair(damaged)
    assert text == whole and len(notes) == 1


@pytest.mark.parametrize(
    "text",
    [
        "das „Ä“ und das „Ö“", "L’Âne rouge", "SÃO PAULO", "Þórður Åse Ångström", "ein Ein-\nund Ausgang", "Vor- oder\nNachteile", "Er ging -\nund kam",
        "- Punkt\n- Punkt", "2010-\n2012", "Bundes\u00adrat", unicodedata.normalize("NFD", "Käthe Groß"), "ﬁnden", "»Ja«, ‚nein‘ … \u202f%", "Wort-\n\nNeuer Absatz",
    ],
)  # fmt: skip
def test_what_is_valid_stays(text):
    assert repair(text) == (text, [])


def test_loading_repairs_cuts_flags_and_says_so(tmp_path):
    text = f"Foto: Anna Muster/dpa\n\n{BODY} Ã„rger gibt es auch.\n\nWeiterlesen mit Bote+"
    made = nk.load_articles(pd.DataFrame({"text": [text], "url": ["https://www.spiegel.de/a"]}))
    row = made.iloc[0]
    assert (
        row["text"] == BODY + " Ärger gibt es auch."
        and row["flagged"] == ["paywall"]
        and row["outlet"] == "DER SPIEGEL"
    )
    assert [(cut["start"], cut["kind"]) for cut in row["cuts"]] == [(0, "caption"), (len(row["text"]), "paywall")]
    assert ["'Ã„rger' -> 'Ärger'" in problem["reason"] for problem in made.attrs["problems"]] == [True]
    assert made.attrs["problems"][0]["article_id"] == row["article_id"]
    same = nk.load_articles(pd.DataFrame({"text": [row["text"]]}))
    assert same.article_id[0] == row["article_id"]  # the id is that of the text as it is fixed
    raw = nk.load_articles(pd.DataFrame({"text": [text]}), clean=False).iloc[0]
    assert raw["text"] == text and raw["flagged"] == [] == raw["cuts"]


@pytest.mark.parametrize("suffix", ["parquet", "csv", "jsonl", "xlsx"])
def test_a_table_written_and_read_again_is_the_same(tmp_path, suffix):
    from newskit.export import write_tables

    texts = [f"{BODY}\n\nWeiterlesen mit Bote+", BODY + " Mehr steht dort nicht, und mehr war auch nicht zu hören."]
    made = nk.load_articles(pd.DataFrame({"article_id": ["a", "b"], "text": texts, "agencies": [["dpa"], []]}))
    path, *_ = write_tables({"articles": made}, tmp_path, suffix)
    again = nk.load_articles(path)
    for column in ("article_id", "text", "flagged", "cuts"):
        assert again[column].tolist() == made[column].tolist(), column


def test_columns_of_somebody_else_named_alike_are_not_taken_for_newskits():
    rows = pd.DataFrame(
        {
            "text": [BODY + "\n\nAnzeige"] * 2,
            "id": ["1", "2"],
            "flagged": [True, ["odd"]],
            "cuts": ["no", json.dumps([1])],
        }
    )
    made = nk.load_articles(rows)
    assert made.text.tolist() == [BODY, BODY] and [cut["kind"] for cuts in made.cuts for cut in cuts] == ["ad", "ad"]
    assert made.flagged.tolist() == [[], []]


def test_own_patterns(tmp_path):
    own = tmp_path / "boilerplate.tsv"
    head = "lemma\tcategory\tweight\tplace\tnote\n"
    own.write_text(head + "Ihr Bote-Team(?: wünscht .*)?\tgreeting\t1\tline\t\n", encoding="utf-8")
    made = nk.load_articles(
        pd.DataFrame({"text": [BODY + "\n\nIhr Bote-Team wünscht einen schönen Tag"]}), lexicons=tmp_path
    )
    assert made.text[0] == BODY and made.cuts[0][0]["kind"] == "greeting"
    for number, (line, says) in enumerate({"(a\tx\t1\tline\t": "no regular", "(a)\tx\t1\tline\t": "group", "a\tX 1\t1\tline\t": "category", "a\tx\t1\ttop\t": "Places: line, end"}.items()):  # fmt: skip
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "boilerplate.tsv").write_text(head + line + "\n", encoding="utf-8")
        with pytest.raises(InputError, match=says):
            clean("a", lexicons=str(folder))
