"""Readability: published formulas on numbers worked out by hand, sentences and words from the pipeline, and odd texts."""

import json
import math
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pyphen import Pyphen
from spacy.language import Language
from spacy.tokens import Doc

from newskit import tables
from newskit.analyzers.readability import (
    compare_with_textstat,
    difficulty,
    difficulty_rows,
    flesch_amstad,
    gsmog,
    lix,
    measure,
    readability,
    wiener,
)
from newskit.analyzers.readability.features import NAMES, REASONS, features
from newskit.analyzers.readability.formulas import hyphenated_parts
from newskit.analyzers.readability.predicted import Weights, difficulties
from newskit.analyzers.readability.vocabulary import NORMS, UNKNOWN_NORMS, norms, rarity
from newskit.analyzers.readability.words import pieces
from newskit.german.reading import parse

NLP = spacy.blank("de")


def doc_of(*sentences: str) -> Doc:
    """A Doc of these sentences; words are divided by spaces."""
    words = [word for sentence in sentences for word in sentence.split()]
    starts = [i == 0 for sentence in sentences for i in range(len(sentence.split()))]
    return Doc(NLP.vocab, words=words, sent_starts=starts)


def test_formulas_by_their_published_constants() -> None:
    assert flesch_amstad(10, 2) == pytest.approx(180 - 10 - 117)
    assert wiener(1, 20, 15, 30, 50) == pytest.approx(3.87 + 2.508 + 3.891 - 1.635 - 0.875)
    assert wiener(2, 20, 15, 30, 50) == pytest.approx(4.014 + 2.523 + 4.119 - 2.779)
    assert wiener(3, 20, 15, 30, 50) == pytest.approx(5.926 + 2.8575 - 1.1144)
    assert wiener(4, 20, 15, 30, 50) == pytest.approx(5.488 + 3.984 - 1.693)
    assert lix(12, 25) == 37
    assert gsmog(30, 30) == pytest.approx(math.sqrt(30) - 2)
    with pytest.raises(ValueError, match="5"):
        wiener(5, 1, 1, 1, 1)


def test_a_text_counted_by_hand() -> None:
    # Der Mi-nis-ter kam um 9 (neun) Uhr . | Er ging .   8 words, 10 syllables, one word above six letters
    row = measure(doc_of("Der Minister kam um 9 Uhr .", "Er ging ."))
    assert (row["n_sentences"], row["n_words"], row["n_syllables"]) == (2, 8, 10)
    assert row["sentence_length_words"] == 4
    assert row["word_length_chars"] == pytest.approx((3 + 8 + 3 + 2 + 1 + 3 + 2 + 4) / 8)
    assert row["flesch_amstad"] == pytest.approx(180 - 4 - 58.5 * 10 / 8)
    assert row["wiener_1"] == pytest.approx(0.1935 * 12.5 + 0.1672 * 4 + 0.1297 * 12.5 - 0.0327 * 87.5 - 0.875)
    assert row["lix"] == pytest.approx(4 + 12.5)
    assert row["gsmog"] == pytest.approx(math.sqrt(30 / 2) - 2)
    assert row["share_long_words"] == pytest.approx(1 / 8)
    assert row["share_long_sentences"] == 0


def test_the_issues_sentence(nlp: Language) -> None:
    text = "Am 3. Mai kam Dr. Müller mit 1.200 Euro, z. B. für Abend und Ufer. Er ging."
    row = measure(nlp(text))
    assert row["n_sentences"] == 2
    assert row["n_words"] == 17  # z. and B. are two tokens
    assert row["n_syllables"] == 29  # and read zum Beispiel
    textstat = compare_with_textstat(text)
    assert textstat["textstat_n_sentences"] == 4
    assert row["n_syllables"] > textstat["textstat_n_syllables"]


@pytest.mark.parametrize(
    ("divided", "whole"),
    [("Es gilt z. B. heute.", "Es gilt z.B. heute."), ("Sie war u. a. hier.", "Sie war u.a. hier."), ("Es ist i. d. R. leer.", "Es ist i.d.R. leer.")],
)  # fmt: skip
def test_abbreviations_are_read_alike_with_and_without_space(nlp: Language, divided: str, whole: str) -> None:
    assert measure(nlp(divided))["n_syllables"] == measure(nlp(whole))["n_syllables"]


def test_units_that_the_tokenizer_divides_are_read_as_one(nlp: Language) -> None:
    assert measure(nlp("Er fuhr 30 km/h."))["n_syllables"] == 1 + 1 + 2 + 7
    assert measure(nlp("Es war 30 °C warm."))["n_syllables"] == 1 + 1 + 2 + 4 + 1
    assert measure(nlp("Johann S. B. ging."))["n_syllables"] == 2 + 1 + 1 + 1


def test_umlauts_in_nfd_are_as_hard_as_in_nfc(nlp: Language) -> None:
    text = "Die Straße in Köln ist gesperrt. Möglicherweise fällt übermorgen die Prüfung aus, sagte Müller."
    rows = [difficulty_rows(nlp(unicodedata.normalize(form, text))) for form in ("NFC", "NFD")]
    assert [row["difficulty"] for row in rows[0]] == [row["difficulty"] for row in rows[1]]


def test_compounds_with_a_hyphen_are_one_word() -> None:
    row = measure(doc_of("Die CDU-Politikerin ging ."))
    assert (row["n_words"], row["n_syllables"]) == (3, 1 + 8 + 1)
    assert row["word_length_chars"] == pytest.approx((3 + 14 + 4) / 3)


def test_headlines_are_no_sentences() -> None:
    doc = doc_of("Neue Brücke für Altenwerra", "Sie ist fertig .")
    assert measure(doc)["n_sentences"] == 1
    with_verb = Doc(
        NLP.vocab, words=["Brücke", "ist", "fertig"], tags=["NN", "VAFIN", "ADJD"], sent_starts=[True, False, False]
    )
    assert measure(with_verb)["n_sentences"] == 1
    assert measure(doc_of("Neue Brücke für Altenwerra"))["n_sentences"] == 1  # there is nothing else


@pytest.mark.parametrize("text", ["", "#", "...", "\n\n"])
def test_texts_without_words_give_nan(text: str) -> None:
    doc = NLP.make_doc(text)
    table = tables.check("readability", readability([doc]))
    assert list(table.voice) == ["all", "newsroom", "quoted"]
    assert (table[["n_sentences", "n_words", "n_syllables"]] == 0).all(axis=None)
    assert (
        table.iloc[:, 5:]
        .drop(columns=["textstat_n_sentences", "textstat_n_words", "textstat_n_syllables"])
        .isna()
        .all(axis=None)
    )
    doc._.article_id = "a"
    assert tables.check("difficulty", difficulty([doc])).empty


def test_voices_add_up() -> None:
    doc = doc_of("Es regnet , sagte er .", "Wir gehen jetzt heim .", "Das war alles .")
    doc._.newskit_quotes = [
        {"number": 0, "type": "direct", "tokens": [[0, 2]], "own_words": []},
        {"number": 1, "type": "direct", "tokens": [[6, 11]], "own_words": []},
    ]
    doc._.article_id = "a"
    table = readability([doc]).set_index("voice")
    assert list(table.article_id) == ["a"] * 3
    assert table.n_sentences.to_dict() == {"all": 3, "newsroom": 2, "quoted": 1}  # a tie is the newsroom's
    assert table.n_words["all"] == table.n_words["newsroom"] + table.n_words["quoted"] == 11
    assert measure(doc, "quoted")["n_words"] == 4
    with pytest.raises(ValueError, match="nobody"):
        measure(doc, "nobody")


EASY = "Der Hund schläft. Er ist müde."
HARD = (
    "Die durch die Landesverkehrsministerin angekündigte Generalsanierung der Brückenkonstruktionen wurde wegen der noch "
    "ausstehenden Genehmigungsverfahren, die sich nach Auffassung der Planfeststellungsbehörde verzögern, verschoben."
)


def test_hard_sentences_are_predicted_harder_and_explained(nlp: Language) -> None:
    doc = nlp(EASY + " " + HARD)
    doc._.article_id = "a"
    table = tables.check("difficulty", difficulty([doc]))
    assert list(table.sentence_id) == [0, 1, 2]
    assert table.difficulty.iloc[:2].max() < 2 < 4.5 < table.difficulty.iloc[2] <= 7
    assert [doc.text[a:b] for a, b in zip(table.start, table.end, strict=True)][2] == HARD
    points = table.filter(like="points_")
    assert (points.iloc[2][["points_rare_words", "points_nominal_style", "points_length"]] > 0.1).all()
    rows = readability([doc]).set_index("voice")
    assert rows.difficulty["all"] == pytest.approx(table.difficulty.mean())


def test_points_add_up_to_the_prediction(nlp: Language) -> None:
    doc = nlp(HARD + " Am Mittwoch berät darüber der zuständige Ausschuss des Landtags in Erfurt.")
    average = Weights.shipped().average
    for _, value, points in difficulties(doc):
        assert value == pytest.approx(min(7, max(1, average + sum(points.values()))))


def test_rare_words_make_a_sentence_harder(nlp: Language) -> None:
    usual, rare = (nlp(f"Wir haben gestern lange über {word} gesprochen.") for word in ("Musik", "Kryokonit"))
    (_, low, a), (_, high, b) = difficulties(usual)[0], difficulties(rare)[0]
    assert low < high
    assert a["rare_words"] < b["rare_words"]


def known(word: str, lemma: str = "") -> dict[str, float]:
    """What the table says of a word."""
    return dict(zip(NORMS, norms(word, lemma or word), strict=True))


def test_norms_know_what_words_are() -> None:
    """As written, by the lemma or in lower case; what nobody knows is neither abstract nor known abroad."""
    for word, lemma in (("Legitimität", ""), ("FREIHEIT", "Freiheit")):
        assert known(word, lemma)["abstract"] > 0
    for word, lemma in (("Fahrrad", ""), ("Fahrräder", "Fahrrad")):
        assert known(word, lemma)["abstract"] < 0
    assert norms("Xqzzkrb", "Xqzzkrb") == UNKNOWN_NORMS
    assert known("Thermodynamik")["specialist"] > known("Frühstück")["specialist"]
    assert known("Hotel")["abroad"] > 3 > known("Bürgermeister")["abroad"]


def test_abstract_and_specialist_words_make_a_sentence_harder(nlp: Language) -> None:
    easy, hard = (nlp(f"Sie sprachen im Zimmer über {word}.") for word in ("den Hund", "die Legitimität"))
    (_, low, a), (_, high, b) = difficulties(easy)[0], difficulties(hard)[0]
    assert low < high and a["abstract_words"] < b["abstract_words"]


def test_rarity_sees_compounds_and_eszett() -> None:
    assert rarity("Straße", "Straße")[0] > 4
    assert rarity("Xqzzkrb", "Xqzzkrb") == (1.0, 1)
    value, parts = rarity("Behindertenausweis", "Behindertenausweis")
    assert parts == 2 and value > 2
    assert pieces("Merk-Zeichen") == ["Merk", "Zeichen"] and pieces("–") == []


def test_a_sentence_is_the_same_beside_others(nlp: Language) -> None:
    """Counted for all sentences at once, features are those of each alone."""
    doc = nlp(EASY + " 3. " + HARD)
    p = parse(doc)
    together = features(p, p.sents)
    for row, sentence in zip(together, p.sents, strict=True):
        assert row == pytest.approx(features(p, [sentence])[0])
    assert features(p, []).shape == (0, len(NAMES))


def test_features_by_hand(nlp: Language) -> None:
    doc = nlp("Der von Gletschern geformte Berg bleibt.")
    p = parse(doc)
    row = dict(zip(NAMES, features(p, p.sents)[0], strict=True))
    assert row["words"] == pytest.approx(math.log1p(6))
    assert row["letters"] == pytest.approx(math.log1p(3 + 3 + 10 + 8 + 4 + 6))
    assert row["attributes"] == pytest.approx(math.log1p(2))  # von Gletschern
    assert row["article_to_noun"] == pytest.approx(math.log1p(3))
    assert row["nouns_share"] == pytest.approx(2 / 6)


def test_the_weights_cover_all_features() -> None:
    trained = json.loads((files("newskit") / "model/difficulty.json").read_text(encoding="utf-8"))
    assert set(trained["features"]) == set(NAMES)
    assert Weights.shipped().slopes[NAMES.index("words")] == trained["features"]["words"]["weight"]
    assert tuple(REASONS) == tuple(tables.DIFFICULTY_REASONS)


def test_long_clauses_count_their_own_words(nlp: Language) -> None:
    short = measure(nlp("Er sagte, dass er kommt, wenn es morgen in der Stadt nicht regnet."))
    assert short["share_long_clauses"] == 0
    long = measure(
        nlp(
            "Der Bürgermeister der kleinen Stadt an der Werra hat am Mittwoch vor vielen Gästen die neue Brücke eröffnet."
        )
    )
    assert long["share_long_clauses"] == 1


@pytest.fixture(scope="module")
def own_textstat() -> Any:
    """The package itself, told that the text is German."""
    import textstat

    own = type(textstat.textstat)()
    own.set_lang("de")
    return own


def assert_textstats(own: Any, text: str) -> None:
    """Are the values those that the package gives?"""
    row = compare_with_textstat(text)
    assert row["textstat_n_sentences"] == own.sentence_count(text)
    assert row["textstat_n_words"] == own.lexicon_count(text)
    assert row["textstat_n_syllables"] == own.syllable_count(text)
    assert row["textstat_flesch"] == pytest.approx(own.flesch_reading_ease(text))
    assert row["textstat_lix"] == pytest.approx(own.lix(text))
    assert row["textstat_smog"] == pytest.approx(own.smog_index(text))
    for variant in (1, 2, 3, 4):
        assert row[f"textstat_wiener_{variant}"] == pytest.approx(own.wiener_sachtextformel(text, variant))


def test_textstats_values_are_textstats(own_textstat: Any, sample_dir: Path) -> None:
    for path in sorted(sample_dir.glob("*.md"))[:4]:
        assert_textstats(own_textstat, path.read_text(encoding="utf-8"))


@given(st.text("aeinrst EhlÄßİ\n.!?'’-„3", max_size=60))
@example("Wie geht's? Ich hab's! Das 'Wort' war's nicht, l'Aquila.")
def test_textstats_values_of_odd_texts(own_textstat: Any, text: str) -> None:
    assume(any(c.isalnum() for c in text))
    assert_textstats(own_textstat, text)


def test_hyphenation_is_that_of_pyphen(sample_dir: Path) -> None:
    """Every word of some articles, and the odd ends where a pattern stands."""
    divide = Pyphen(lang="de").positions
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(sample_dir.glob("*.md"))[:8]).lower()
    words = [
        *text.split(),
        "",
        "a",
        "ab",
        "abc",
        "abend",
        "ökos",
        "donaudampfschifffahrtsgesellschaftskapitän",
        "schiffahrt",
        "ıßŉ",
        "𝔞bend",
    ]
    assert hyphenated_parts(words) == [len(divide(word)) + 1 for word in words]
    assert hyphenated_parts([]) == []


def test_textstat_stands_beside_the_whole_text_only(nlp: Language) -> None:
    doc = nlp("Abend und Ufer. Er ging.")
    doc._.article_id = "a"
    table = readability([doc]).set_index("voice")
    assert table.textstat_n_syllables["all"] < table.n_syllables["all"]
    assert table.loc[["newsroom", "quoted"], "textstat_lix"].isna().all()


def test_textstat_of_nothing() -> None:
    row = compare_with_textstat("")
    assert row["textstat_n_words"] == 0
    assert math.isnan(row["textstat_lix"])
