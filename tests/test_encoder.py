"""The component newskit_encoder, with a made-up network: what it writes on Docs, and that nothing depends on the batch."""

import itertools
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from tiny_encoder import LABELS, files, pieces

import newskit as nk
from newskit.errors import ModelNotFoundError
from newskit.pipeline import model_path
from newskit.pipeline.decoder import Decoder, best_path, legal_moves
from newskit.pipeline.edits import apply_edit, apply_rule, find_edit, find_rule, lemma_of, pack, rule_of, unpack
from newskit.pipeline.encoder import given_threads, sentences
from newskit.pipeline.pieces import WINDOW, Pieces, windows
from newskit.pipeline.trees import best_tree
from training.encoder.weights import reduced

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
TEXTS = [p.read_text(encoding="utf8") for p in sorted(SAMPLE.glob("*.md"))][:6]


def pipeline(threads: int = 1) -> Language:
    shipped = spacy.util.load_config(model_path() / "config.cfg")["nlp"]["pipeline"]
    nlp = spacy.load(model_path(), exclude=[n for n in shipped if n not in ("newskit_layout", "newskit_morph")])
    nlp.add_pipe("newskit_encoder", after="newskit_layout", config={"threads": threads}).load(files())
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline()


def everything(doc: Doc) -> tuple:
    return doc.to_json(), doc.tensor.tobytes()


@pytest.mark.parametrize("threads, batch, backwards", [(1, 64, False), (2, 1, False), (2, 64, True)])
def test_same_for_any_batch_thread_and_order(nlp: Language, threads: int, batch: int, backwards: bool) -> None:
    alone = [everything(nlp(text)) for text in TEXTS]
    other = pipeline(threads)
    docs = list(other.pipe(TEXTS[::-1] if backwards else TEXTS, batch_size=batch))
    assert [everything(doc) for doc in (docs[::-1] if backwards else docs)] == alone


def test_every_sentence_is_one_tree_within_its_bounds(nlp: Language) -> None:
    text = "\n Der Senat tagt.\n\nEin Titel ohne Punkt\nDer Sprecher sagte, es sei gut. \n"
    bounds = nlp.get_pipe("newskit_layout")(nlp.make_doc(text))
    doc = nlp(text)
    assert [t.is_sent_start for t in doc] == [bool(t.is_sent_start) for t in bounds]
    for sentence in list(doc.sents)[1:]:  # the first is the line break at the beginning
        roots = [t for t in sentence if t.head.i == t.i]
        assert len(roots) == 1 and roots[0].dep_ == "ROOT" and not roots[0].is_space
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence)
    assert [t.tag_ for t in doc if t.is_space] == ["_SP"] * sum(t.is_space for t in doc)


def test_labels_vectors_and_names_are_those_of_the_heads(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=["Der", "Senat", "tagt", "."], sent_starts=[True, False, False, False])
    nlp.get_pipe("newskit_encoder")(doc)
    assert doc.tensor.shape == (4, 16) and doc.tensor.any(1).all()
    assert {t.tag_ for t in doc} <= set(LABELS["tags"]) and {t.pos_ for t in doc} <= set(LABELS["pos"])
    assert all(set(t.morph.to_dict()) <= {"Case", "Number"} for t in doc)
    assert {e.label_ for e in doc.ents} <= {"PER", "LOC"} and all(t.ent_iob for t in doc)


@pytest.mark.parametrize("text", ["", " \n ", "Wort", "x" * 5000, "wort " * 900, "a\u00adb " * 3, "🦊 日本 \u200b"])
def test_odd_texts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text and doc.tensor.shape[0] == len(doc)
    for sentence in doc.sents:
        assert sum(t.head.i == t.i for t in sentence) == 1


def test_saved_and_loaded(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    assert everything(spacy.load(tmp_path / "saved")(TEXTS[0])) == everything(nlp(TEXTS[0]))
    bare = spacy.blank("de")
    bare.add_pipe("newskit_encoder").from_bytes(nlp.get_pipe("newskit_encoder").to_bytes())
    assert bare("Der Senat tagt.")[0].tag_


def test_without_weights_it_says_where_they_are() -> None:
    bare = spacy.blank("de")
    bare.add_pipe("newskit_encoder")
    with pytest.raises(ModelNotFoundError, match="has no weights"):
        bare("Der Senat tagt.")


def test_threads_are_those_that_the_process_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert given_threads() == 1
    monkeypatch.delenv("OMP_NUM_THREADS")
    assert given_threads() >= 1


def test_a_long_sentence_is_seen_in_windows_and_each_word_once() -> None:
    words = [[k] * (1 + k % 5) for k in range(10, 500)]
    parts = windows(words)
    assert len(parts) > 1 and all(len(p.ids) <= WINDOW for p in parts)
    seen = [p.ids[first] for p in parts for first in p.first]
    assert seen == [w[0] for w in words]
    for part in parts[1:-1]:  # every word of a middle window has others on both sides
        assert part.first[0] > 20 and part.last[-1] < len(part.ids) - 20
    for part in parts:
        for k, (first, last) in enumerate(zip(part.first, part.last, strict=True)):
            assert part.ids[first : last + 1] == words[part.start + k]


def test_a_smaller_vocabulary_still_has_pieces_for_every_word() -> None:
    spec = json.loads(pieces())
    counts = Counter({spec["model"]["vocab"].index([piece, score]): 5 for piece, score in spec["model"]["vocab"][4:60]})
    small, rows = reduced(spec, counts, 50)
    assert len(small["model"]["vocab"]) == len(rows) and rows[:4] == [0, 1, 2, 3]
    assert ["ung", -6.0] not in small["model"]["vocab"]
    kept = Pieces(json.dumps(small))
    assert 3 not in [p for word in kept.of(["Zeitung", "reden"]) for p in word]  # smaller pieces, none unknown


def test_white_space_is_in_no_sentence(nlp: Language) -> None:
    doc = nlp.get_pipe("newskit_layout")(nlp.make_doc("Ein Titel\n\nDer Senat tagt."))
    assert [[doc[i].text for i in tokens] for tokens in sentences(doc)] == [
        ["Ein", "Titel"],
        ["Der", "Senat", "tagt", "."],
    ]


def exhaustive(scores: np.ndarray) -> float:
    """The best score of any tree with one root, by trying all."""
    n, best = len(scores), -np.inf
    for heads in itertools.product(range(n + 1), repeat=n):
        reach = {0}
        for _ in range(n):
            reach |= {d + 1 for d, h in enumerate(heads) if h in reach}
        if heads.count(0) == 1 and len(reach) == n + 1:
            best = max(best, float(sum(scores[d, h] for d, h in enumerate(heads))))
    return best


@pytest.mark.parametrize("seed", range(40))
def test_best_tree_is_the_best_of_all(seed: int) -> None:
    rng = np.random.RandomState(seed)
    n = rng.randint(1, 6)
    scores = (rng.normal(size=(n, n + 1)) * 3).astype(np.float32)
    heads = best_tree(scores)
    assert sum(scores[d, h] for d, h in enumerate(heads)) == pytest.approx(exhaustive(scores), abs=1e-4)


@pytest.mark.parametrize("seed", range(20))
def test_best_path_is_legal_and_the_best_of_all(seed: int) -> None:
    labels = LABELS["ents"]
    legal = legal_moves(labels)
    scores = np.random.RandomState(seed).normal(size=(4, len(labels))).astype(np.float32)

    def total(path: tuple[int, ...]) -> float:
        moves = sum(legal[a, b] for a, b in zip((len(legal) - 1, *path), path, strict=False))
        return float(moves + sum(scores[k, t] for k, t in enumerate(path)))

    best = max(total(p) for p in itertools.product(range(len(labels)), repeat=4))
    assert total(tuple(best_path(scores, legal))) == pytest.approx(best, abs=1e-5)


@pytest.mark.parametrize(
    "word, lemma",
    [("ging", "gehen"), ("aufgestanden", "aufstehen"), ("Die", "der"), ("Häuser", "Haus"), ("CDU", "CDU"), ("USA-Reise", "USA-Reise"),
     ("ist", "sein"), ("BERLIN", "Berlin"), ("iPhones", "iPhone"), ("wärst", "sein"), ("a", "b")],
)  # fmt: skip
def test_a_rule_makes_the_lemma_that_it_was_found_from(word: str, lemma: str) -> None:
    assert apply_rule(*find_rule(word, lemma), word) == lemma


def test_an_edit_carries_over_and_refuses_what_it_does_not_fit() -> None:
    edit = find_edit("aufgestanden", "aufstehen")
    assert apply_edit(edit, "ausgestanden") == "ausstehen"
    assert apply_edit(edit, "gesagt") is None
    assert apply_edit(find_edit("ist", "sein"), "hat") is None


def test_the_table_of_common_words_gives_back_what_was_put_in_and_is_asked_first(nlp: Language) -> None:
    lemmas = {("ging", "VVFIN"): "gehen", ("Häuser", "NN"): "Haus", ("die", "ART"): "der", ("die", "PRELS"): "der"}
    content = pack({key: rule_of(key[0], lemma) for key, lemma in lemmas.items()})
    known = unpack(content)
    assert {(form, tag): lemma for tag, forms in known.items() for form, lemma in forms.items()} == lemmas
    decoder = Decoder(nlp.vocab, json.loads(files()["labels.json"]), known)
    said = [
        nlp.vocab.strings[decoder._lemma(w, t, (0,))] for w, t in (("Ging", "VVFIN"), ("ging", "NN"), ("Häuser", "NN"))
    ]
    assert said == ["gehen", "ging", "Haus"]


def test_a_compound_takes_the_lemma_of_the_noun_that_it_ends_in() -> None:
    known = {"NN": {"Ländern": "Land", "Schäden": "Schaden", "Eier": "Ei"}}
    said = [lemma_of(known, w, "NN") for w in ("Schuldnerländern", "Gesundheitsschäden", "Ländern", "Geier", "Plänen")]
    assert said == ["Schuldnerland", "Gesundheitsschaden", "Land", "", ""]
    assert lemma_of(known, "Schuldnerländern", "NE") == ""  # names are what they are


@pytest.mark.parametrize(
    "word, tag, lemma",
    [("hinausgeschossen", "VVPP", "hinausschießen"), ("zerschossen", "VVPP", "zerschießen"), ("einschlug", "VVFIN", "einschlagen"),
     ("Einschlug", "VVFIN", "einschlagen"), ("mitzuarbeiten", "VVIZU", "mitarbeiten"), ("schlug", "VVPP", ""), ("abschlug", "NN", "")],
)  # fmt: skip
def test_a_verb_with_a_prefix_takes_the_lemma_of_the_verb_without(word: str, tag: str, lemma: str) -> None:
    assert lemma_of({"VVPP": {"geschossen": "schießen"}, "VVFIN": {"schlug": "schlagen"}}, word, tag) == lemma


def found(articles: pd.DataFrame, batch: int) -> dict[str, list]:
    """The rows of all tables by article."""
    result = nk.analyze(articles, pipeline="accurate", batch_size=batch, progress=False)
    assert result.pipeline["name"] == "de_newskit_accurate"  # as run.json and the reports name it
    tables = {k: t.sort_values("article_id", kind="stable") for k, t in result.tables.items() if k != "articles"}
    return {k: t.astype(object).where(t.notna(), None).values.tolist() for k, t in tables.items()}


def test_the_tables_are_the_same_with_one_and_two_threads_any_batch_and_any_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    articles = nk.load_articles(SAMPLE).iloc[:5]
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    one = found(articles, 64)
    assert one["quotes"] and one["sources"]
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    assert found(articles, 64) == one
    assert found(articles.iloc[::-1], 1) == one


def test_a_pipeline_of_newskit_without_weights_says_where_it_looked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("newskit.pipeline.load.files", lambda package: tmp_path)
    with pytest.raises(ModelNotFoundError, match="'accurate'.*Looked for .*de_newskit_accurate.*'fast' ships"):
        nk.load_pipeline("accurate")
