"""Word classes: everybody's words, a user's lines, and the parse that carries them."""

import pickle
import re
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import newskit as nk
from newskit.errors import InputError
from newskit.german.reading import LEXICONS, parse
from newskit.resources import Lexicons

HEADER = "lemma\tcategory\tweight\tnote\n"


def folder(path, *lines):
    (path / "words.tsv").write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return str(path)


def test_classes_are_frozensets():
    words = Lexicons.of().words
    assert words["article_indefinite"] == {"ein", "eine", "einen", "einem", "einer", "eines"}
    assert Lexicons.of().words is words


def test_a_users_line_adds_and_weight_0_removes(tmp_path):
    own = Lexicons(folder(tmp_path, "ihr\tnominative\t1\t", "du\tnominative\t0\t")).words
    assert own["nominative"] == Lexicons.of().words["nominative"] - {"du"} | {"ihr"}


def test_a_class_of_her_own_and_its_weights_and_endings(tmp_path):
    own = Lexicons(folder(tmp_path, "e\tmine\t0.3\t", "ene\tmine\t1\t")).words
    assert own.endings("mine") == ("ene", "e")
    assert own.weights("mine") == {"e": 0.3, "ene": 1.0}


def test_an_unknown_class_names_similar_ones(tmp_path):
    for ask in (
        lambda words: words["nominativ"],
        lambda words: words.endings("nominativ"),
        lambda words: words.weights("nominativ"),
    ):
        with pytest.raises(InputError, match=r"no class 'nominativ'. Similar: .*nominative"):
            ask(Lexicons.of().words)
    with pytest.raises(InputError, match="Do you mean 'nominative'"):
        Lexicons(folder(tmp_path, "ihr\tnominatve\t1\t")).check()


def test_every_class_is_read_by_code_or_a_condition():
    code = "".join(path.read_text(encoding="utf-8") for path in Path(nk.__file__).parent.rglob("*.py"))
    asking = [*Lexicons.of().entries("hedges"), *Lexicons.of().entries("cues")]
    asked = {name for e in asking for name in re.findall(r"@(\w+)", e.more.get("when", ""))}
    assert [name for name in Lexicons.of().words if f'"{name}"' not in code and name not in asked] == []


def blank(text="Er sagt , der Plan sei gut ."):
    return spacy.blank("de")(text)


def test_the_parse_takes_the_words_of_the_docs_folder(tmp_path):
    doc = blank()
    assert parse(doc) is parse(doc)
    assert "ihr" not in parse(doc).classes["nominative"]
    doc.user_data[LEXICONS] = folder(tmp_path, "ihr\tnominative\t1\t")
    assert "ihr" in parse(doc).classes["nominative"]


def test_the_pipelines_folder_reaches_the_parse(tmp_path):
    nlp = nk.load_pipeline(lexicons=folder(tmp_path, "ihr\tnominative\t1\t"))
    assert "ihr" in parse(nlp("Der Minister sagte, er komme.")).classes["nominative"]
    assert "ihr" not in parse(nk.load_pipeline()("Der Minister sagte, er komme.")).classes["nominative"]


def test_a_users_words_reach_tokenizer_layout_and_mood(nlp, tmp_path):
    lines = ("gestern\tsentence_starter\t1\t", "Hpts.\tabbreviation_at_start\t1\t", "warte\tsubjunctive_1_in_te\t0\t")
    own = nk.load_pipeline(lexicons=folder(tmp_path, *lines), analyzers=False)
    for pipeline, sentences, first, mood in ((nlp, 1, "Hpts", ["Sub"]), (own, 2, "Hpts.", ["Ind"])):
        assert len(list(pipeline("Er kam um 20. Gestern ging er.").sents)) == sentences
        assert pipeline("Hpts. Kinder kamen.")[0].text == first
        assert pipeline("Sie sagte, er warte auf den Bus.")[4].morph.get("Mood") == mood


def test_the_parse_stays_with_its_doc():
    """It is not saved with the Doc, pickled or copied, and a Doc and its parse are freed together."""
    doc = blank()
    doc.user_data[LEXICONS] = ""
    p = parse(doc)
    assert len(doc.to_bytes()) < 5_000
    for again in (
        Doc(doc.vocab).from_bytes(doc.to_bytes()),
        pickle.loads(pickle.dumps(doc)),
        doc.copy(),
        next(DocBin(docs=[doc], store_user_data=True).get_docs(doc.vocab)),
    ):
        assert parse(again) is not p
        assert parse(again).doc is again
        assert parse(again).words == p.words
    assert parse(doc) is p
    del doc, again
    with pytest.raises(ReferenceError, match="keep it"):
        _ = p.doc


def test_the_parse_is_read_anew_when_annotations_change():
    doc = blank()
    before = parse(doc)
    doc[0].tag_ = "PPER"
    assert parse(doc) is not before
    assert parse(doc).tags[0] == "PPER"


def test_other_processes():
    nlp = nk.load_pipeline()
    texts = ["Der Minister sagte, er komme.", "Vermutlich wird es regnen."]
    found = [doc._.newskit_quotes for doc in nlp.pipe(texts, n_process=2)]
    assert found == [doc._.newskit_quotes for doc in nlp.pipe(texts)]
    assert found[0]


def test_a_users_word_reaches_the_hedges(tmp_path, nlp):
    """knapp before ein + unit is an approximator; what a unit is, she may add."""
    text = "Der Umbau kostete knapp eine Fantastille."
    own = nk.load_pipeline(lexicons=folder(tmp_path, "fantastille\tunit\t1\t"))
    assert [h["lemma"] for h in nlp(text)._.newskit_hedges] == []
    assert [h["lemma"] for h in own(text)._.newskit_hedges] == ["knapp"]
