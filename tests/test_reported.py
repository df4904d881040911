"""Reported speech, pieces and statements: what is a quotation and, right beside it, what is none. All examples are invented."""

import pytest

from newskit.analyzers import sources
from newskit.analyzers.quotes import find_quotes
from newskit.errors import InputError
from newskit.pipeline import load_pipeline

# What makes reported speech, and the same words where they make none.
REPORTED = [
    ("Die Analystin sieht in dem Umbau ein Risiko.", "Die Analystin sah in der Stadt einen Hund."),
    ("Die Ministerin sieht darin kein Hindernis.", "Die Ministerin sah gestern einen Film."),
    ("Bürgermeisterin Anna Kolb hält den Plan für falsch.", "Bürgermeisterin Anna Kolb hält eine Rede für die Gäste."),
    ("Der Verband rechnet mit höheren Kosten.", "Der Verband rechnet die Kosten ab."),
    ("Der Minister sprach von einem Erfolg.", "Der Minister sprach mit einem Reporter."),
    ("Die Polizei warnt vor Glatteis.", "Die Jacke warnt Autofahrer vor Radlern."),
    ("Anna Kolb ist gegen den Umbau.", "Der Tunnel ist gegen Hochwasser geschützt."),
    ("Die Partei spricht sich für eine Reform aus.", "Die Partei spricht heute im Saal."),
    ("Der Konzern weist die Vorwürfe zurück.", "Das Landgericht weist die Klage zurück."),
    ("Der Minister räumte Fehler ein.", "Der Minister räumte dem Vorhaben Vorrang ein."),
    ("Anna Kolb dankte den Helfern.", "Anna Kolb half den Nachbarn."),
    ("Die Gewerkschaft wirft dem Konzern Täuschung vor.", "Die Gewerkschaft wirft dem Hund einen Ball zu."),
    ("Die Opposition fordert mehr Geld.", "Der Sturm Xaver forderte drei Verletzte."),
    ("Die Kanzlerin verurteilt den Angriff scharf.", "Das Landgericht verurteilte den Mann zu zwei Jahren Haft."),
    ("Die Opposition lehnt den Umbau ab.", "Der Stadtrat lehnte den Antrag ab."),
    ("Die Sprecherin bestreitet den Vorwurf.", "Die Mannschaft bestreitet ein Spiel."),
    ("Der Trainer verteidigte seine Taktik.", "Der Boxer verteidigte seinen Titel."),
    ("Die Ministerin begrüßte den Beschluss.", "Die Ministerin begrüßte die Beamten."),
    ("Die Firma versprach eine Lösung.", "Die Firma versprach sich hohe Gewinne."),
    ("Die Initiative zeigte sich entsetzt über den Abriss.", "Die Initiative zeigte ein Modell."),
    ("Die Stadt erteilte dem Plan eine Absage.", "Die Stadt erteilte der Firma einen Auftrag."),
    ("Der Händler nannte den Preis.", "Der Händler nannte keinen Preis."),
    ("Die Verwaltung bestätigte den Vorfall.", "Die Verwaltung bestätigte den Vorfall nicht."),
    ("Anwohner klagen über Lärm.", "Anwohner wohnen über einem Laden."),
    ("Verband kritisiert neuen Fahrplan", "Verband druckt neuen Fahrplan"),
]


@pytest.mark.parametrize(("said", "done"), REPORTED)
def test_a_stance_with_its_object_is_reported_and_a_deed_is_not(nlp, said, done):
    assert [q["type"] for q in find_quotes(nlp(said))] == ["reported"]
    assert find_quotes(nlp(done)) == []


def test_what_somebody_does_not_expect_is_a_thought(nlp):
    """To deny a word is no quotation, to deny a thought is one."""
    assert [q["type"] for q in find_quotes(nlp("Die Polizei rechnet nicht mit Störungen."))] == ["reported"]
    assert find_quotes(nlp("Die Polizei kritisierte den Plan nicht.")) == []


def test_of_two_verbs_each_reports_its_own(nlp):
    doc = nlp("Anna Kolb hält den Plan für falsch und rät zu einer Pause.")
    found = [doc[a:b].text for q in find_quotes(doc) for a, b in q["tokens"]]
    assert found == ["Anna Kolb hält den Plan für falsch", "und rät zu einer Pause."]


def test_who_rates_is_not_what_is_rated(nlp):
    doc = nlp("Für das Jahr rechnen die Experten mit einem Zuwachs von drei Prozent.")
    (quote,) = find_quotes(doc)
    assert [doc[a:b].text for a, b in quote["speaker"]] == ["die Experten"]


# A name in marks beside a verb of saying, and words that somebody said.
@pytest.mark.parametrize(
    ("text", "direct"),
    [
        ("Das Schiff hieß früher „Bella“.", []),
        ("In dem Brief hieß es „sofort“.", ["„sofort“"]),
        ("Kolb nannte ihn im „Kurier“ einen „Feigling“.", ["„Feigling“"]),
        ("Die Opposition nannte den Plan „unsozial“.", ["„unsozial“"]),
        ("Das sagte Kolb dem Portal „klar.de“.", []),
        ("Kolb spielte zwei Lieder: „Blaue Stunde“ von Ute Kern und ein Volkslied.", []),
    ],
)
def test_a_name_in_marks_is_no_speech(nlp, text, direct):
    doc = nlp(text)
    assert [doc[a:b].text for q in find_quotes(doc) if q["type"] == "direct" for a, b in q["tokens"]] == direct


# Told by somebody, and the newsroom's own.
@pytest.mark.parametrize(
    ("told", "own"),
    [
        ("Die Ministerin fragt, ob die Brücke hält.", "Offen ist die Frage, ob die Brücke hält."),
        ("Die Ministerin erklärt, wie das Werk arbeitet.", "Wir erklären, wie das Werk arbeitet."),
        ("Kolb fragt, was die Brücke kostet.", "Wissen Sie, was die Brücke kostet?"),
        ("Kolb sagte, dass es ernst sei.", "Sicher kann nicht gesagt werden, dass es ernst ist."),
        ("In der Stadt gab Kolb zu, dass es Fehler gab.", "In der Stadt gibt es Bedenken gegen den Plan."),
    ],
)
def test_the_newsrooms_own_words_are_no_quotation(nlp, told, own):
    assert find_quotes(nlp(told))
    assert not [q for q in find_quotes(nlp(own)) if q["type"] == "indirect"]


def test_a_question_that_is_quoted_is_not_the_newsrooms(nlp):
    doc = nlp("Kolb sagte, die Stadt sei arm, und fügte hinzu: „Wer soll das zahlen?“")
    assert [q["type"] for q in find_quotes(doc)] == ["indirect", "direct"]


def test_a_statement_behind_a_noun_is_the_verbs(nlp):
    doc = nlp("Anna Kolb sagte bei der Gelegenheit, sie freue sich über den Umbau.")
    assert [doc[a:b].text for q in find_quotes(doc) for a, b in q["tokens"]] == ["sie freue sich über den Umbau"]


def test_a_clause_belongs_to_the_nearest_verb(nlp):
    doc = nlp("Wer sich umhört und fragt, der erfährt schnell, dass viele Leute unzufrieden sind.")
    assert len(find_quotes(doc)) <= 1
    doc = nlp("Nachdem die Behörden vor Gurken gewarnt hatten, stellte die Firma fest, dass alles in Ordnung ist.")
    assert [q["type"] for q in find_quotes(doc)] == ["reported", "indirect"]
    doc = nlp("Der Trainer kritisierte die Abwehr scharf – ein Anzeichen, dass die Nerven blank liegen.")
    assert [q["type"] for q in find_quotes(doc)] == ["reported"]


def test_a_report_of_papers_is_one_quotation(nlp):
    doc = nlp("Das geht aus internen Papieren hervor, wie der Sender NDR berichtete.")
    (quote,) = find_quotes(doc)
    assert [doc[a:b].text for a, b in quote["speaker"]] == ["der Sender NDR"]


# Hearsay, and a plan.
def test_a_plan_with_soll_is_nobodys_word(nlp):
    before = "Bürgermeisterin Anna Kolb sagte, die Wache sei alt. "
    told = find_quotes(nlp(before + "Das Dach soll undicht gewesen sein."))
    assert [q["type"] for q in told] == ["indirect", "free_indirect"]
    assert [q["type"] for q in find_quotes(nlp(before + "Die neue Wache soll im Mai öffnen."))] == ["indirect"]


def test_the_first_subjunctive_goes_on_and_a_condition_does_not(nlp):
    before = "Viele Leute bezweifeln, dass der Tunnel fertig wird. "
    assert len(find_quotes(nlp(before + "Dafür gebe es nicht genug Geld."))) == 2
    assert len(find_quotes(nlp(before + "Das wäre ein teurer Fehler."))) == 1


def _statements(nlp, text):
    doc = nlp(text)
    doc._.article_id = "a"
    return {row["name"]: row["n_quotes"] for row in sources.source_rows(doc)}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Anna Kolb sagte, der Plan sei „ein guter Anfang“.", 1),
        ("„Der Plan ist gut“, sagte Anna Kolb. „Er kostet nicht viel.“", 1),
        ("Anna Kolb sagte, der Plan sei gut. Er koste nicht viel.", 1),
        ("Anna Kolb sagte, der Plan sei gut. Kolb fügte hinzu, er koste nicht viel.", 2),
        ("„Der Plan“, sagte Anna Kolb, „ist gut.“", 1),
    ],
)
def test_statements_are_counted_by_their_verbs_of_saying(nlp, text, number):
    assert list(_statements(nlp, text).values()) == [number]


def test_a_wrong_condition_is_told_when_the_pipeline_is_loaded(tmp_path):
    line = "loben\treported\t0.6\t\t\tobjekt:plan"
    (tmp_path / "cues.tsv").write_text(f"lemma\tcategory\tweight\taddressee\tnote\twhen\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match="no condition 'objekt'"):
        load_pipeline(lexicons=tmp_path)
