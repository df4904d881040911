"""The condition language: each area, value and test on a sentence built by hand, its errors, and the page that documents it."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from newskit import load_pipeline
from newskit.analyzers.hedging.conditions import FUNCTIONS
from newskit.errors import InputError
from newskit.german.areas import AREAS, ENTITIES, LOOKS, OPENED, TESTS
from newskit.german.conditions import compile_condition, words_of
from newskit.german.parse import Parse
from newskit.german.reading import parse
from newskit.resources import Lexicons

PAGE = Path(__file__).parents[1] / "docs" / "conditions.md"
NLP = spacy.blank("de")
WORDS = "Gestern sah , wie es heißt , der Mann das alte Haus nicht an , weil etwa 200 Gäste kamen . Angenommen".split()
TAGS = "ADV VVFIN $, KOKOM PPER VVFIN $, ART NN ART ADJA NN PTKNEG PTKVZ $, KOUS ADV CARD NN VVFIN $. VVPP".split()
HEADS = [1, 1, 5, 5, 5, 1, 5, 8, 1, 11, 11, 1, 1, 1, 19, 19, 17, 18, 19, 1, 1, 21]
DEPS = {
    8: "nsubj",
    11: "obj",
    13: "compound:prt",
    18: "nsubj",
    19: "advcl",
    1: "ROOT",
    21: "ROOT",
    4: "nsubj",
    5: "parataxis",
}


@dataclass
class Place:
    p: Parse


DOC = Doc(
    NLP.vocab,
    WORDS,
    tags=TAGS,
    heads=HEADS,
    deps=[DEPS.get(i, "dep") for i in range(len(WORDS))],
    lemmas=WORDS,
    sent_starts=[i in {0, 21} for i in range(len(WORDS))],
    ents=["O"] * 8 + ["B-PER"] + ["O"] * 13,
)


def holds(text: str, i: int, doc: Doc = DOC) -> bool:
    condition = compile_condition(text, "Line 1 of test.tsv", Lexicons.of(), {"mine": lambda c, i, end: i == 1})
    return condition.holds(Place(parse(doc)), i, i + 1)


@pytest.mark.parametrize(
    ("text", "i"),
    [
        ("form:sah", 1), ("form:gestern", 0), ("last:sah", 1), ("span:sah", 1), ("before:gestern", 1), ("before3:das", 11), ("after:der", 6), ("after3:haus", 8),
        ("second:mann", 6), ("before-phrase:mann", 11), ("person", 1), ("clause:nicht", 8), ("earlier:der", 11), ("earlier2:alte", 11), ("later:an", 11), ("later2:an", 11), ("sentence:kamen", 1),
        ("opening:der", 11), ("after-comma:weil", 8), ("subject:mann", 1), ("object:haus", 1), ("child:gestern", 1), ("particle:an", 1), ("particle", 1),
        ("governor:sah", 11), ("sibling:nicht", 11), ("quantity", 16), ("negated", 13), ("follows:weil", 13), ("complement:nicht", 8), ("mine", 1),
    ],
)  # fmt: skip
def test_each_area_and_test_holds(text, i):
    assert holds(text, i)


@pytest.mark.parametrize(
    ("text", "i"),
    [
        ("form:nicht", 1), ("last:nicht", 1), ("span:nicht", 1), ("before:sah", 1), ("before:gestern", 0), ("before2:das", 11 + 1), ("after:mann", 6), ("after2:haus", 8),
        ("second:der", 6), ("before-phrase:alte", 11), ("before-phrase", 0), ("person", 18), ("clause:sah", 8), ("clause:kamen", 8), ("earlier:an", 11), ("earlier2:der", 11), ("later:der", 11), ("later:weil", 11), ("sentence:angenommen", 1),
        ("opening:mann", 11), ("after-comma:wie", 8), ("subject:gäste", 1), ("object:mann", 1), ("child:alte", 1), ("particle", 8), ("governor:sah", 8),
        ("sibling:alte", 11), ("infinitive", 1), ("quantity", 1), ("negated", 1), ("follows:ob", 13), ("complement:über", 8), ("mine", 2), ("clock", 1),
    ],
)  # fmt: skip
def test_each_area_and_test_fails(text, i):
    assert not holds(text, i)


@pytest.mark.parametrize(
    ("text", "word", "yes", "no"),
    [
        ("infinitive", "hofft", "Er/PPER hofft/VVFIN zu/PTKZU kommen/VVINF", "Er/PPER hofft/VVFIN heute/ADV kommen/VVINF"),
        ("precedes:ob", "unklar", "Ob/KOUS er/PPER kommt/VVFIN ,/$, ist/VAFIN unklar/ADJD", "Dass/KOUS er/PPER kommt/VVFIN ,/$, ist/VAFIN unklar/ADJD"),
        ("compared", "erwartet", "mehr/PIAT als/KOKOM zunächst/ADV erwartet/VVPP", "mehr/PIAT ist/VAFIN erwartet/VVPP"),
        ("quantifier", "fast", "fast/ADV alle/PIAT", "fast/ADV blind/ADJD"),
        ("measure", "etwa", "etwa/ADV so/ADV groß/ADJD wie/KOKOM", "etwa/ADV dort/ADV drüben/ADV"),
        ("clock", "gegen", "gegen/APPR 12/CARD Uhr/NN", "gegen/APPR die/ART Uhr/NN"),
        ("complement:dass", "glaubt", "er/PPER glaubt/VVFIN ,/$, dass/KOUS es/PPER regnet/VVFIN", "er/PPER glaubt/VVFIN ,/$, ob/KOUS es/PPER regnet/VVFIN"),
        ("complement:w", "glaubt", "er/PPER glaubt/VVFIN ,/$, ob/KOUS es/PPER regnet/VVFIN", "er/PPER glaubt/VVFIN ,/$, dass/KOUS es/PPER regnet/VVFIN"),
        ("complement:v2", "glaubt", "er/PPER glaubt/VVFIN ,/$, es/PPER regnet/VVFIN", "er/PPER glaubt/VVFIN ,/$, weil/KOUS es/PPER regnet/VVFIN"),
        ("complement:inf", "glaubt", "er/PPER glaubt/VVFIN zu/PTKZU träumen/VVINF", "er/PPER glaubt/VVFIN ihm/PPER"),
        ("complement:frame", "glaubt", "es/PPER regnet/VVFIN ,/$, glaubt/VVFIN er/PPER", "er/PPER glaubt/VVFIN ihm/PPER"),
        ("complement:passive", "geglaubt", "es/PPER wird/VAFIN geglaubt/VVPP", "er/PPER hat/VAFIN geglaubt/VVPP"),
        ("complement:an", "glaubt", "er/PPER glaubt/VVFIN an/APPR sie/PPER", "mehr/PIAT als/KOKOM glaubt/VVFIN an/APPR sie/PPER"),
    ],
)  # fmt: skip
def test_what_follows_and_what_it_is_compared_with(text, word, yes, no):
    for sentence, expected in ((yes, True), (no, False)):
        words, tags = zip(*(piece.rsplit("/", 1) for piece in sentence.split()), strict=True)
        starts = [i == 0 for i in range(len(words))]
        doc = Doc(
            NLP.vocab,
            words,
            tags=tags,
            heads=[0] * len(words),
            deps=["dep"] * len(words),
            lemmas=words,
            sent_starts=starts,
        )
        assert holds(text, words.index(word), doc) is expected, sentence


@pytest.mark.parametrize(
    ("value", "yes", "no"),
    [
        ("mann", 8, 11), ("Angenommen", 21, 1), ("*men", 21, 1), ("an*", 21, 1), ("@negation", 12, 1), ("*@people_ending", 8, 11),
        ("@adjective_ending*", 4, 1), ("=sehen", 1, 0), ("#NN", 8, 7), ("#V*", 1, 0), ("%PER", 8, 11), ("~word", 1, 2), ("~letters", 1, 17), ("~capital", 8, 1),
        ("~first", 21, 1), ("~round", 17, 16), ("*n&!mann", 21, 8), ("#NN&%PER", 8, 11), ("!#NN", 1, 8), ("haus|mann", 11, 1), ("#ART|mann", 8, 11), (",|.", 2, 1),
    ],
)  # fmt: skip
def test_each_value(value, yes, no):
    assert holds(f"form:{value}", yes)
    assert not holds(f"form:{value}", no)


def test_and_binds_closer_than_or_and_brackets_group():
    assert holds("form:x; form:y // form:sah", 1)
    assert not holds("form:x; (form:y // form:sah)", 1)
    assert holds("not (form:x // form:y); not not form:sah", 1)
    assert not holds("not (form:x // form:sah)", 1)
    assert holds("", 1)


def test_names_are_those_it_asks_for():
    condition = compile_condition("not form:a; (before3:b // quantity; before:c)", "", Lexicons.of())
    assert condition.names == ("form", "before", "quantity")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("clauses:a", "there is no condition 'clauses'. Allowed: .*clause, sentence.*quantity.*mine"),
        ("clause:", "there is an empty value"),
        ("clause:a|", "there is an empty value"),
        ("form3:a", "there is no condition 'form3'"),
        ("before0:a", "there is no condition 'before0'"),
        ("quantity:a", "'quantity' takes no value"),
        ("mine:a", "'mine' takes no value"),
        ("follows", "'follows' has no value. Allowed: follows:dass"),
        ("complement", "'complement' has no value"),
        ("follows:#NN", "'#NN' is more than words"),
        ("form:#NOUN", "there is no #NOUN. Allowed: .*#ADJA"),
        ("form:#Q*", r"there is no #Q\*"),
        ("form:%PERSON", "there is no %PERSON. Allowed: %LOC, %MISC, %ORG, %PER"),
        ("form:~big", "there is no ~big. Allowed: ~capital"),
        ("form:@negatoin", "there is no class 'negatoin'. Allowed: .*negation"),
        ("(form:a", "a bracket is not closed"),
        ("form:a)", r"'\)' has nothing to close"),
        ("form:a;", "there is no condition at its end"),
        ("not", "there is no condition at its end"),
        ("form:a // ; form:b", "there is no condition before ';'"),
    ],
)
def test_an_error_says_where_and_what_is_allowed(text, found):
    with pytest.raises(InputError, match=f"(?s)^Line 1 of test.tsv: .*{re.escape(text)}.*{found}.*docs/conditions.md"):
        holds(text, 1)


def test_words_of_a_column():
    assert words_of("sich|=gehen|@dass", "", Lexicons.of()) >= {"sich", "geht", "ging", "dass", "daß"}
    assert words_of(" ", "", Lexicons.of()) == frozenset()
    with pytest.raises(InputError, match=r"Line 3: .*'\*ung' is more than words"):
        words_of("*ung", "Line 3", Lexicons.of())


def test_a_users_verbs_are_inflected_by_their_parts(tmp_path):
    columns = "lemma\tcategory\tweight\tpresent\tpast\tparticiple\tsubjunctive\n"
    line = "klirren\tstrong\t1\tklirrt\tklorr\tgeklorren\tklörre\n"
    (tmp_path / "verbs.tsv").write_text(columns + line, encoding="utf-8")
    assert "klorr" in words_of("=klirren", "", Lexicons.of(str(tmp_path)))
    assert "klorr" not in words_of("=klirren", "", Lexicons.of())


def test_a_users_roles_tell_who_is_said_to_be_something(tmp_path):
    line = "lemma\tcategory\tweight\tgender\tkind\nStapler\tother\t1\tmale\tperson\n"
    (tmp_path / "roles.tsv").write_text(line, encoding="utf-8")
    sentence = "Der Mann aus Bonn soll ein Stapler sein."
    assert [h["lemma"] for h in load_pipeline(lexicons=str(tmp_path))(sentence)._.newskit_hedges] == ["sollen"]
    assert load_pipeline()(sentence)._.newskit_hedges == []


def test_every_class_in_the_kits_conditions_exists():
    for entry in Lexicons.of().entries("hedges"):
        compile_condition(entry.more["when"], entry.where, Lexicons.of(), FUNCTIONS)


def test_the_page_names_all_that_there_is():
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in (*AREAS, *TESTS, *FUNCTIONS) if f"`{name}`" not in page] == []
    assert [name for name in OPENED if f"`{name}:" not in page] == []
    assert [name for name in (*(f"~{look}" for look in LOOKS), *ENTITIES) if name not in page] == []


def test_the_pages_rule_of_ones_own(tmp_path):
    section = PAGE.read_text(encoding="utf-8").partition("## A rule of your own")[2]
    words, hedges = re.findall(r"```\n(.*?)```", section, flags=re.DOTALL)
    (tmp_path / "words.tsv").write_text(words, encoding="utf-8")
    (tmp_path / "hedges.tsv").write_text(hedges, encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("|")
    ]
    nlp = load_pipeline(lexicons=str(tmp_path))
    for sentence, lemma, rule in rows[2:]:
        found = [(h["lemma"], h["rule"]) for h in nlp(sentence)._.newskit_hedges]
        assert found == ([(lemma, rule)] if lemma else []), sentence
    assert len(rows) == 6


def test_an_error_in_a_users_list_names_file_and_line(tmp_path):
    lines = "lemma\tcategory\tweight\twhen\nfoo\tphrase\t1\tform:foo\nbar\tphrase\t1\tnear:foo\n"
    (tmp_path / "hedges.tsv").write_text(lines, encoding="utf-8")
    with pytest.raises(
        InputError, match=f"Line 3 of {re.escape(str(tmp_path))}/hedges.tsv: .*'near'.*Allowed: .*clause"
    ):
        load_pipeline(lexicons=str(tmp_path))
