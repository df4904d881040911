"""Forms of text that say who speaks by their layout: interviews, labels, names beside a passage, odd spacing."""

import pandas as pd
import pytest

from newskit.analyzers.quotes import quotes
from newskit.analyzers.sources import sources
from newskit.german.dialogue import INTERVIEW, dialogue
from newskit.resources import Lexicons
from newskit.voice import quote_at


def found(nlp, text):
    doc = nlp(text)
    doc._.article_id = "a"
    table = quotes([doc])
    return [(row.text, None if pd.isna(row.speaker) else row.speaker) for row in table.itertuples()], sources([doc])


A, B = "Sehr ernst. Uns fehlen vermutlich Leute.", "Wir suchen Personal, und ich hoffe auf den Mai."
INTERVIEWS = {
    "names": f"Ilka Brandt leitet das Amt.\n\nDer Bote: Wie ernst ist die Lage?\n\nBrandt: {A}\n\nDer Bote: Was tun Sie?\n\nBrandt: {B}",
    "initials": f"Mit Ilka Brandt sprach Anna Meier.\n\nA.M.: Wie ist die Lage?\n\nI.B.: {A}\n\nA.M.: Was tun Sie?\n\nI.B.: {B}",
    "Frage, Antwort": f"Interview mit Ilka Brandt, Leiterin des Amts\n\nFrage: Wie ernst ist es?\n\nAntwort: {A}\n\nFrage: Und nun?\n\nAntwort: {B}",
    "capitals": f"BOTE: Frau Brandt, wie ernst ist die Lage?\n\nILKA BRANDT: {A}\n\nBOTE: Was tun Sie?\n\nBRANDT: {B}",
    "no label at questions": f"Frau Brandt, wie ernst ist die Lage?\n\nIlka Brandt: {A}\n\nWas tun Sie?\n\nBrandt: {B}",
    "bold questions": f"Ilka Brandt leitet das Amt.\n\n**Wie ernst ist die Lage, Frau Brandt?**\n\n{A}\n\n**Was tun Sie?**\n\n{B}",
    "questions in capitals": f"Ilka Brandt leitet das Amt.\n\nWIE ERNST IST ES, FRAU BRANDT?\n\n{A}\n\nWAS TUN SIE?\n\n{B}",
    "no label at all": f"Interview mit Ilka Brandt über das Amt\n\nWie ernst ist die Lage?\n{A}\nWas tun Sie?\n{B}",
}  # fmt: skip


@pytest.mark.parametrize("text", [*INTERVIEWS.values()], ids=[*INTERVIEWS])
def test_each_answer_of_an_interview_is_a_quotation_of_the_interviewee(nlp, text):
    said, table = found(nlp, text)
    assert [words for words, _ in said] == [A, B]
    assert table[["name", "kind", "named", "gender", "n_quotes"]].to_numpy().tolist() == [
        ["Ilka Brandt", "person", True, "female", 2]
    ]
    doc = nlp(text)
    owner = quote_at(doc)
    assert owner[next(t.i for t in doc if t.text == "vermutlich")] >= 0
    assert all(owner[t.i] < 0 for t in doc if t.text == "?")


def test_an_answer_of_several_paragraphs_is_one_and_the_credit_nobodys(nlp):
    text = (
        "Frau Brandt, wie ernst ist es?\n\nIlka Brandt: Sehr ernst.\n\nUns fehlen Leute. Kerner sagt, das sei neu.\n\n"
        "Laut Bundesbank steigen die Kosten. Sie sagten, das sei nichts. Was tun Sie?\n\nBrandt: Wir suchen Personal.\n\n"
        "Das Interview führte Anna Meier."
    )
    said, table = found(nlp, text)
    assert [speaker for _, speaker in said] == ["Ilka Brandt", "Bundesbank", "Brandt"]
    assert said[0][0] == "Sehr ernst.\n\nUns fehlen Leute. Kerner sagt, das sei neu."
    assert sorted(table["name"]) == ["Bundesbank", "Ilka Brandt"]


NO_INTERVIEW = {
    "recipe": "Zutaten: 500 g Mehl\nZubereitung: Alles mischen. Ist der Teig fest? Dann Wasser dazu.\nTipp: Wir nehmen Dinkel.\nTipp: Ich backe ihn lange. Und Sie?",
    "play": "FAUST: Ach, ich hab studiert.\nGRETCHEN: Sag, wie hast du's mit der Religion?\nFAUST: Lass das, mein Kind!\nGRETCHEN: Man muss dran glauben!\nFAUST: Muss man?",
    "the newsroom's own questions": "Was ändert sich im Mai?\n\nDie Grenze steigt auf 538 Euro.\n\nWer ist betroffen?\n\nSieben Millionen Menschen.\n\nWas müssen Sie tun?\n\nNichts, das geschieht von selbst.",
    "questions with labels": "Frage: Wie hoch ist die Grenze?\n\nAntwort: Bei 538 Euro.\n\nFrage: Wer ist betroffen?\n\nAntwort: Sieben Millionen Menschen.",
    "results": "Wolkenau: Brandt - Kerner, Meier.\nGrauburg: Vogt - Lang, Kurz.\nTore: 1:0 Brandt (12.), 1:1 Lang (45.).\nZuschauer: 1200. Wer siegt? Wer nicht?",
    "updates": "Update: Die Straße ist frei.\n\nUpdate: Die Polizei sucht Zeugen. Wer hat etwas gesehen? Wer kann helfen?",
    "votes": "Ilka Brandt (SPD): 1.234 Stimmen für uns.\nTom Kerner (CDU): 987 Stimmen für uns.",
    "a story with questions": "Im Gespräch mit Ilka Brandt geht es um Geld.\n\nWie teuer wird es?\n\n„Ich zahle nicht“, sagte sie.\n\nWas kommt danach?\n\nDas weiß niemand.\n\nUnd dann?\n\n„Wir gehen“, sagte sie.",
}  # fmt: skip


@pytest.mark.parametrize("text", [*NO_INTERVIEW.values()], ids=[*NO_INTERVIEW])
def test_what_only_looks_like_an_interview(text):
    assert dialogue(text, Lexicons.of("").words) is None


def test_looking_for_turns_takes_time_in_proportion_to_the_text():
    """Odd texts of 300,000 characters, each the worst case of one expression, are read in a blink."""
    words = Lexicons.of("").words
    for odd in (
        "A. " * 100_000,
        "Ilka " * 60_000 + "?" * 9,
        "Brandt: Was?\n" * 20_000,
        "Interview mit ?? " * 15_000,
        "A" * 300_000 + "??",
    ):
        dialogue(odd, words)  # the suite's limit of time says when it is not


def test_statements_of_several_people_without_marks(nlp):
    text = "Ilka Brandt (41), Lehrerin: Ich fahre jeden Tag mit dem Rad.\n\nTom Kerner, 67, Rentner: Mir ist das viel zu teuer."
    said, table = found(nlp, text)
    assert said == [("Ich fahre jeden Tag mit dem Rad.", "Ilka Brandt"), ("Mir ist das viel zu teuer.", "Tom Kerner")]
    assert table["kind"].tolist() == ["person", "person"]
    assert dialogue(text, Lexicons.of("").words).kind != INTERVIEW


Q = "„Die Kasse ist leer.“"
BESIDE = [
    (f"Ilka Brandt (41): {Q}", "Ilka Brandt", "Ilka Brandt"),
    (f"Landrat Tom Kerner (CDU): {Q}", "Landrat Tom Kerner", "Tom Kerner"),
    (f"Landrat Kerner dazu: {Q}", "Landrat Kerner", "Kerner"),
    (f"O-Ton Ilka Brandt: {Q}", "Ilka Brandt", "Ilka Brandt"),
    (f"Tom Kerner (CDU), Chef der Fraktion, am Montag in Wolkenau: {Q}", "Tom Kerner", "Tom Kerner"),
    (f"Aus der Erklärung von Landrat Tom Kerner:\n\n{Q}\n\nDer Rat tagt.", "Landrat Tom Kerner", "Tom Kerner"),
    (f"{Q} – Ilka Brandt, Bürgermeisterin\n\nDer Rat tagt.", "Ilka Brandt, Bürgermeisterin", "Ilka Brandt"),
    (f"{Q} (Ilka Brandt, Bürgermeisterin)\n\nDer Rat tagt.", "Ilka Brandt, Bürgermeisterin", "Ilka Brandt"),
    (f"{Q}\nIlka Brandt, Bürgermeisterin von Wolkenau\n\nDer Rat tagt.", "Ilka Brandt, Bürgermeisterin von Wolkenau", "Ilka Brandt"),
    (f"Ilka Brandt, Lehrerin\n{Q}\n\nTom Kerner, Rentner\n\nDer Rat tagt.", "Ilka Brandt, Lehrerin", "Ilka Brandt"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "name"), BESIDE)
def test_a_name_beside_a_passage_is_its_speaker(nlp, text, speaker, name):
    said, table = found(nlp, text)
    assert said == [(Q, speaker)]
    assert table["name"].tolist() == [name]


@pytest.mark.parametrize(
    "text",
    [
        f"{Q}\n\nKritik an Tom Kerner\n\nDer Rat tagt am Montag.",
        "Der Roman „Das leere Haus“ (Tom Kerner) liegt vor.",
        "Drei Tipps aus Wolkenau: „Immer lüften, nie heizen.“",
        f"Streit um Tom Kerner: {Q}",
    ],
)
def test_headings_authors_and_lists_are_no_speakers(nlp, text):
    said, _ = found(nlp, text)
    assert all(speaker is None for _, speaker in said)


def test_what_goes_on_without_a_frame(nlp):
    text = (
        "„Das geht nicht“, sagt Ilka Brandt. „Wir warten zu lange.“ Tom Kerner nickt. „Ich warte auch schon.“\n\n"
        "„Das ist unser Haus, da wohnen wir.“ Anna Meier steht vor der Tür.\n\n„Wir bleiben“, sagt sie. Und weiter: „Wir zahlen dafür.“"
    )
    said, _ = found(nlp, text)
    assert [speaker for _, speaker in said] == [
        "Ilka Brandt", "Ilka Brandt", "Tom Kerner", "Anna Meier", "sie", "sie",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "„Der erste Absatz der Rede ist kurz.\n\n„Der zweite Absatz ist es auch.\n\n„Der dritte endet hier“, sagte Ilka Brandt.",
        "Ilka Brandt sagte: „Der erste Absatz ist kurz.\n\nDer zweite endet hier.“\n\nDer Rat schwieg.",
        "Ilka Brandt sagte: „Wir haben die\nalte Brücke geprüft und bauen sie\nim Herbst neu.“ Der Rat schwieg.",
    ],
)
def test_a_quotation_over_lines_and_paragraphs_is_one(nlp, text):
    said, table = found(nlp, text)
    assert len(said) == 1 and said[0][1] == "Ilka Brandt"
    assert table["n_quotes"].tolist() == [1]


def test_a_forgotten_mark_does_not_take_the_next_paragraph(nlp):
    said, _ = found(nlp, "„Wir gehen, sagte Ilka Brandt.\n\nDer Rat tagt.\n\n„Wir bleiben“, sagte Tom Kerner.")
    assert ("„Wir bleiben“", "Tom Kerner") in said and not any("Rat" in words for words, _ in said)


MARKS = [
    "« ",
    " »",
    "» ",
    " «",
    "« ",
    "»",
    "«",
    "»",
    "“",
    "”",
    "”",
    "”",
    '" ',
    ' "',
    "‹ ",
    " ›",
    ",,",
    "''",
    "\xab\xa0",
    "\xa0\xbb",
]


@pytest.mark.parametrize(("opening", "closing"), [*zip(MARKS[::2], MARKS[1::2], strict=True)])
def test_marks_of_every_kind_and_spacing(nlp, opening, closing):
    text = f"{opening}Die Kasse ist leer{closing}, sagte Ilka Brandt. Tom Kerner erwiderte: {opening}Das stimmt nicht.{closing}"
    said, _ = found(nlp, text)
    assert [speaker for _, speaker in said] == ["Ilka Brandt", "Tom Kerner"]
    assert [words.strip(f"{opening}{closing}. ") for words, _ in said] == ["Die Kasse ist leer", "Das stimmt nicht"]


def test_tokenised_text(nlp):
    said, _ = found(nlp, '" Die Kasse ist leer , " sagte Ilka Brandt . " Wir können nichts mehr zahlen . "')
    assert said == [
        ('" Die Kasse ist leer , "', "Ilka Brandt"),
        ('" Wir können nichts mehr zahlen . "', "Ilka Brandt"),
    ]


def test_who_is_addressed_answers_however_often_he_asks(nlp):
    text = "BOTE: Herr Lamm, fürchten Sie die Wahl?\n\nLamm: Nein.\n\nBOTE: Vielleicht.\n\nLamm: Haben Sie Zweifel?\n\nBOTE: Ja.\n\nLamm: Warum denn?"
    quoted = quotes([nlp(text)])
    assert set(quoted["speaker"]) == {"Lamm"}
    assert quoted["text"].tolist() == ["Nein.", "Haben Sie Zweifel?", "Warum denn?"]
