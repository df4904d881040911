import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from newskit.pipeline.morph import join_separable, newskit_morph


@pytest.mark.parametrize(
    ("text", "word", "mood"),
    [
        ("Er sagte, er habe das gesehen.", "habe", "Sub"),
        ("Ich habe das gesehen.", "habe", "Ind"),
        ("Sie sagte, das sei falsch.", "sei", "Sub"),
        ("Es könnte regnen.", "könnte", "Sub"),
        ("Er konnte gehen.", "konnte", "Ind"),
        ("Es werde teurer, sagte er.", "werde", "Sub"),
        ("Die Stadt teilte mit, das Geld reiche nicht.", "reiche", "Sub"),
        ("Er sagte, die Frist ende bald.", "ende", "Sub"),
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


@pytest.mark.parametrize(
    ("words", "tags", "heads", "deps", "lemma"),
    [
        # the parser hung the particle on the noun before it
        ("Der Umbau stelle einen Fortschritt dar .", "ART NN VVFIN ART NN PTKVZ $.", [1, 2, 2, 4, 2, 4, 2], "det nsubj ROOT det obj advmod punct", "darstellen"),
        # the tagger took it for a preposition
        ("Alle kamen im Ziel an .", "PIS VVFIN APPRART NN APPR $.", [1, 1, 3, 1, 3, 1], "nsubj ROOT case obl case punct", "ankommen"),
    ],
)  # fmt: skip
def test_a_stray_particle_is_joined_too(words, tags, heads, deps, lemma):
    vocab = spacy.blank("de").vocab
    base = {"stelle": "stellen", "kamen": "kommen"}
    doc = Doc(vocab, words=words.split(), tags=tags.split(), heads=heads, deps=deps.split(), lemmas=[base.get(w, w) for w in words.split()])  # fmt: skip
    join_separable(doc)
    verb = next(t for t in doc if t.text in base)
    assert verb.lemma_ == lemma
    assert [c.text for c in verb.children if c.dep_ == "compound:prt"] == [words.split()[-2]]


def test_konjunktiv_of_verbs_in_eln(nlp):
    doc = nlp("Er meinte, es handle sich um ein Versehen.")
    assert next(t for t in doc if t.text == "handle").morph.get("Mood") == ["Sub"]


def test_line_breaks_are_nobodys_subject(nlp):
    doc = nlp("Titel der Seite\n\nDie Polizei sucht Zeugen.\nEr kam.\n")
    for token in doc:
        if token.is_space:
            assert (token.dep_, token.tag_, token.pos_) == ("dep", "_SP", "SPACE")
            assert not [c for c in token.children if not c.is_space]
        elif token.dep_ == "nsubj":
            assert token.text.strip()


def circles(doc):
    """Words from which no way leads up to a root."""
    lost = []
    for token in doc:
        seen, k = set(), token.i
        while doc[k].head.i != k and k not in seen:
            seen.add(k)
            k = doc[k].head.i
        if doc[k].head.i != k:
            lost.append(token.text)
    return lost


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([1, 1, 3, 1], [1, 1, 1, 2]),  # the word before the space hangs on it
        ([1, 1, 3, 0], [1, 1, 0, 2]),  # the space hangs on a word that is not the one before it
        ([1, 1, 1, 2], [1, 1, 1, 2]),
        ([3, 0, 0, 3], [3, 0, 0, 3]),  # the space is the root: it stays
    ],
)
def test_nothing_hangs_in_a_circle_on_white_space(blank, heads, expected):
    doc = Doc(blank.vocab, words=["Malaysier", "kauften", "am", "  "], spaces=[True, True, False, False], heads=heads,
              deps=["nsubj", "ROOT", "obl", "dep"], tags=["NN", "VVFIN", "APPRART", "_SP"])  # fmt: skip
    newskit_morph(doc)
    assert [t.head.i for t in doc] == expected
    assert not circles(doc)


def test_a_verb_below_its_own_particle_changes_places_with_it(blank):
    doc = Doc(blank.vocab, words=["Er", "teilte", "das", "mit", "."], heads=[1, 3, 1, 4, 4], tags=["PPER", "VVFIN", "PDS", "PTKVZ", "$."],
              deps=["nsubj", "conj", "obj", "obl", "ROOT"], lemmas=["er", "teilen", "das", "mit", "."])  # fmt: skip
    newskit_morph(doc)
    assert [t.head.i for t in doc] == [1, 4, 1, 1, 4]
    assert doc[1].lemma_ == "mitteilen" and not circles(doc)


@given(
    st.lists(
        st.sampled_from(["Er", "kam", "am", "\t", "  ", "\n", "1", "-", "Bremen", ",", "an", "der", ".", "nahm"]),
        max_size=25,
    )
)
def test_odd_spacing_makes_no_circles(nlp, pieces):
    assert not circles(nlp(" ".join(pieces)))


def test_names_of_bodies_are_whole_and_plain_nouns_are_none(nlp):
    doc = nlp("Der Berliner Senat sagte es nach Angaben des Magazins „Der Spiegel“.")
    names = [ent.text for ent in doc.ents]
    assert "Berliner Senat" in names and "Magazins" not in names
