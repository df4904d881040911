import pytest


@pytest.mark.parametrize(
    ("text", "word", "mood"),
    [
        ("Er sagte, er habe das gesehen.", "habe", "Sub"),
        ("Ich habe das gesehen.", "habe", "Ind"),
        ("Sie sagte, das sei falsch.", "sei", "Sub"),
        ("Es könnte regnen.", "könnte", "Sub"),
        ("Er konnte gehen.", "konnte", "Ind"),
        ("Es werde teurer, sagte er.", "werde", "Sub"),
        ("Ich werde kommen.", "werde", "Ind"),
        ("Die Zahl gebe Anlass zur Sorge, sagte sie.", "gebe", "Sub"),
        ("Sie sagte es.", "sagte", "Ind"),
        ("Die Soldaten seien dort, sagte er.", "seien", "Sub"),
    ],
)
def test_mood(nlp, text, word, mood):
    doc = nlp(text)
    token = next(t for t in doc if t.text == word)
    assert token.morph.get("Mood") == [mood]


def test_separable_verbs_are_joined(nlp):
    doc = nlp("Das teilte die Polizei am Montag mit.")
    assert next(t.lemma_ for t in doc if t.text == "teilte") == "mitteilen"


def test_line_breaks_are_nobodys_subject(nlp):
    doc = nlp("Titel der Seite\n\nDie Polizei sucht Zeugen.\nEr kam.\n")
    for token in doc:
        if token.is_space:
            assert (token.dep_, token.tag_, token.pos_) == ("dep", "_SP", "SPACE")
            assert not [c for c in token.children if not c.is_space]
        elif token.dep_ == "nsubj":
            assert token.text.strip()
