"""Quotations: one case per kind, with the shipped pipeline; odd marks with words only."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newskit.analyzers.quotes import find_quotes, quotes
from newskit.analyzers.quotes.marks import find_quoted
from newskit.german.reading import parse
from newskit.voice import quote_at


def found(nlp, text):
    doc = nlp(text)
    doc._.article_id = "a"
    return quotes([doc])


CASES = [
    ("„Wir bauen die Brücke neu“, sagte die Bürgermeisterin.", "direct", "„Wir bauen die Brücke neu“", "die Bürgermeisterin", "sagte"),
    ("Die Bürgermeisterin sagte: „Wir bauen die Brücke neu.“", "direct", "„Wir bauen die Brücke neu.“", "Die Bürgermeisterin", "sagte"),
    ("»Das reicht nicht«, so Petra Müller.", "direct", "»Das reicht nicht«", "Petra Müller", "so"),
    ("Die Polizei teilte mit, dass zwei Männer verletzt wurden.", "indirect", "dass zwei Männer verletzt wurden", "Die Polizei", "teilte mit"),
    ("Der Minister erklärte, die Lage sei ernst.", "indirect", "die Lage sei ernst", "Der Minister", "erklärte"),
    ("Die Lage sei ernst, sagte der Minister.", "indirect", "Die Lage sei ernst", "der Minister", "sagte"),
    ("Laut Polizei wurden zwei Männer verletzt.", "indirect", "wurden zwei Männer verletzt", "Polizei", "Laut"),
    ("Nach Angaben der Polizei wurden zwei Männer verletzt.", "indirect", "wurden zwei Männer verletzt", "Angaben der Polizei", "Nach"),
    ("Dem Bericht zufolge steigen die Kosten.", "indirect", "steigen die Kosten", "Dem Bericht", "zufolge"),
    ("Wie die Polizei mitteilte, wurden zwei Männer verletzt.", "indirect", "wurden zwei Männer verletzt", "die Polizei", "Wie mitteilte"),
    ("Die Kosten steigen weiter, so die Ministerin.", "indirect", "Die Kosten steigen weiter", "die Ministerin", "so"),
    ("Die Gewerkschaft forderte eine schnellere Entscheidung.", "reported", "Die Gewerkschaft forderte eine schnellere Entscheidung.", "Die Gewerkschaft", None),
    ("Die Opposition nannte den Plan „unsozial“.", "direct", "„unsozial“", "Die Opposition", "nannte"),
    ("Die Stadtwerke gaben am Montag bekannt, dass die Preise steigen.", "indirect", "dass die Preise steigen", "Die Stadtwerke", "gaben bekannt"),
    ("Die Ministerin sagte weiter, die Kosten seien gedeckt.", "indirect", "die Kosten seien gedeckt", "Die Ministerin", "sagte weiter"),
    ("Der Landrat hat angekündigt, das alte Freibad zu schließen.", "indirect", "das alte Freibad zu schließen", "Der Landrat", "hat angekündigt"),
    ("Die Richterin vertrat die Ansicht, der Vertrag sei nichtig.", "indirect", "der Vertrag sei nichtig", "Die Richterin", "vertrat die Ansicht"),
    ("Wie der Leiter der Klinik, Karl Brandt, mitteilte, wurden zwei Menschen verletzt.", "indirect", "wurden zwei Menschen verletzt", "der Leiter der Klinik, Karl Brandt", "Wie mitteilte"),
    ("Nach Angaben der Behörde, die nicht überprüft werden können, starben drei Menschen.", "indirect", "starben drei Menschen", "Angaben der Behörde", "Nach"),
    ("Die Frauen gaben an, dass der Mann sie bedroht hatte; die Polizei sucht jetzt Zeugen.", "indirect", "dass der Mann sie bedroht hatte", "Die Frauen", "gaben an"),
    ("„Wir bauen neu“, wird Bürgermeisterin Anna Kolb zitiert.", "direct", "„Wir bauen neu“", "Bürgermeisterin Anna Kolb", "wird zitiert"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type_", "quote", "speaker", "cue"), CASES)
def test_kinds(nlp, text, type_, quote, speaker, cue):
    table = found(nlp, text)
    row = table[table["type"] == type_].iloc[0]
    assert (row["text"], row["speaker"]) == (quote, speaker)
    assert (None if pd.isna(row["cue"]) else row["cue"]) == cue


def test_chain_in_the_subjunctive_goes_on_with_the_last_speaker(nlp):
    table = found(
        nlp,
        "Der Minister sagte, die Lage sei ernst. Man habe zu lange gewartet. Nun müsse gehandelt werden.\nDie Sonne schien.",
    )
    chain = table[table["type"] == "indirect_free_indirect"]
    assert chain["text"].tolist() == ["Man habe zu lange gewartet. Nun müsse gehandelt werden."]
    assert chain["speaker"].tolist() == ["Der Minister"]


def test_a_chain_follows_who_acted_in_the_sentence_before(nlp):
    table = found(nlp, "Petra Müller hat ihren Rücktritt verkündet. Sie werde aber Abgeordnete bleiben.")
    assert table["speaker"].tolist()[-1] == "Petra Müller"


def test_hearsay_soll_is_free_indirect_and_the_word_itself_the_newsrooms(nlp):
    text = "Die Polizei nahm einen Mann fest. Er soll das Haus angezündet haben. Das Haus steht am See."
    table = found(nlp, text)
    row = table[table["type"] == "free_indirect"].iloc[0]
    assert row["text"] == "Er soll das Haus angezündet haben."
    doc = nlp(text)
    modal = next(t.i for t in doc if t.text == "soll")
    owner = quote_at(doc)
    assert owner[modal] == -1 and owner[modal + 1] >= 0
    assert found(nlp, "Die Schule soll größer werden. Gebaut wird ab Mai.").empty


def test_quoted_words_inside_indirect_speech_are_nested(nlp):
    table = found(nlp, "Der Minister sagte, die Lage sei „sehr ernst“ und werde schlimmer.")
    nested = table[table["nested"]]
    assert nested["text"].tolist() == ["„sehr ernst“"] and nested["speaker"].tolist() == ["Der Minister"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Lage ist ernst, hieß es bei der Polizei.", "der Polizei"),
        ("Die Lage ist ernst, heißt es in dem Bericht.", "dem Bericht"),
        ("Die Lage ist ernst, hieß es.", "es"),
    ],
)
def test_what_is_said_to_be_so_needs_no_subjunctive(nlp, text, speaker):
    row = found(nlp, text).iloc[0]
    assert row["text"] == "Die Lage ist ernst" and row["speaker"] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Er las den Roman „Der Zauberberg“.",
        "Das Schiff „Sonnenkranz“ liegt im Hafen.",
        "Die Sonne schien den ganzen Tag.",
        "Der Brief wurde geschrieben, nachdem die Polizei den Versuch, Flugzeuge explodieren zu lassen, vereitelt hatte.",
        "Wenn der Sommer geht, heißt es Abschied nehmen.",
    ],
)
def test_titles_and_plain_text_are_no_quotations(nlp, text):
    assert found(nlp, text).empty


def test_who_is_cited_ends_before_those_who_act(nlp):
    table = found(nlp, "Der Sieger wurde am Samstag laut BBC von rund 10.000 Menschen, die sich versammelten, begrüßt.")
    assert table["speaker"].tolist() == ["BBC"]
    assert found(nlp, "Laut einem Bericht von zwei Zeitungen fehlt Geld.")["speaker"].tolist() == [
        "einem Bericht von zwei Zeitungen"
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Sie beschuldigt ihn, Geld zu erhalten, was bisher nicht bestätigt wurde.", "Geld zu erhalten"),
        ("Er sagte, man wisse, was in der Nacht passiert ist.", "man wisse, was in der Nacht passiert ist"),
    ],
)
def test_a_remark_on_what_is_said_is_the_newsrooms(nlp, text, content):
    assert found(nlp, text)["text"].tolist() == [content]


def test_a_conditional_is_no_chain(nlp):
    assert found(nlp, "Wenn es regnete, wäre das Fest in Gefahr.").empty


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ('„a“ und »b« und «c» und "d"', ["„a“", "»b«", "«c»", '"d"']),
        ("„Er sagte ‚nein‘ zu mir“", ["„Er sagte ‚nein‘ zu mir“", "‚nein‘"]),
        ("«Ich ‹nie› gehe»", ["«Ich ‹nie› gehe»", "‹nie›"]),
        ("Er sagte: „Das geht nicht.\nUnd dann?", ["„Das geht nicht."]),
        ("„Eins.\n\n„Zwei.“", ["„Eins.", "„Zwei.“"]),
        ("Sehr gefährlich.“", ["Sehr gefährlich.“"]),
        ("Geht's noch? Hans’ Auto", []),
    ],
)
def test_marks(nlp, text, spans):
    p = parse(nlp(text))
    assert [p.text[p.idx[q.start] : p.end(q.end - 1)] for q in find_quoted(p)] == spans


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(
        st.sampled_from(["„", "“", "»", "«", '"', "'", "‚", "‘", "ja", " ", ".", "\n", "sagte", "er", ","]), max_size=25
    ).map("".join)
)
def test_odd_marks_never_raise(nlp, text):
    doc = nlp(text)
    doc._.article_id = "a"
    table = quotes([doc])
    for row in table.itertuples():
        assert text[row.start : row.end] == row.text
        assert all(
            0 <= s < e <= len(text)
            for s, e in row.quote_segments + row.speaker_segments + row.cue_segments + row.frame_segments
        )


def test_unbalanced_marks_are_reported(nlp):
    table = found(nlp, "Er sagte: „Das geht nicht.\nNeuer Absatz.")
    assert table["rule"].str.endswith("unbalanced").any()


@pytest.mark.parametrize("text", ["", "#", "Kein Punkt", "\n\n"])
def test_odd_texts(nlp, text):
    assert found(nlp, text).empty


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Sie sagte, dass die Lage ernst sei: „Das darf nicht so bleiben.“", "dass die Lage ernst sei"),
        ("Der Minister sagte zu dem Vorwurf, dass er gelogen habe: „Das stimmt nicht.“", ""),
        ("Sie besteht nach dem Streit weiter darauf, dass er bleibt.", "dass er bleibt"),
        ("Auf beiden Seiten besteht Einigkeit, dass etwas geschehen muss.", ""),
        ("Es besteht die Gefahr, dass der Damm bricht.", ""),
        ("Die Experten warnten, dass der Damm bricht.", "dass der Damm bricht"),
    ],
)
def test_clauses_with_dass_that_somebody_says(nlp, text, content):
    said = [
        nlp(text)[a:b].text
        for q in nlp(text)._.newskit_quotes
        if q["rule"].startswith("indirect_after")
        for a, b in q["tokens"]
    ]
    assert said == ([content] if content else [])


def test_a_word_of_a_users_own_opens_what_is_said(nlp, tmp_path):
    doc = nlp("Sie sagte, dasz er morgen kommt.")
    assert doc._.newskit_quotes == []
    (tmp_path / "words.tsv").write_text("lemma\tcategory\tweight\ndasz\tcomplementizer\t1\n", encoding="utf-8")
    assert [doc[a:b].text for q in find_quotes(doc, str(tmp_path)) for a, b in q["tokens"]] == ["dasz er morgen kommt"]


def test_an_agreement_that_is_told_goes_on_with_its_teller(nlp):
    """Article 52963 of the development data: its annotation joins the sentence to the speech before it."""
    before = "Kolb sprach lange. So seien Hunderte auf die Straße gegangen. "
    doc = nlp(before + "Man sei sich schließlich einig gewesen, dass es keine Toleranz geben dürfe.")
    assert {q["type"] for q in doc._.newskit_quotes} == {"indirect_free_indirect"}
