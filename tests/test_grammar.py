"""The same sentence over UD labels and over TIGER labels gives the same clauses."""

import spacy
from spacy.tokens import Doc

from newskit.german.reading import parse

WORDS = "Die Ministerin hat gesagt , dass der Plan an dem Geld scheitert .".split()
TAGS = "ART NN VAFIN VVPP $, KOUS ART NN APPR ART NN VVFIN $.".split()
LEMMAS = "der Ministerin haben sagen , dass der Plan an der Geld scheitern .".split()
UD_HEADS = [1, 3, 3, 3, 11, 11, 7, 11, 10, 10, 11, 3, 3]
UD_DEPS = "det nsubj aux ROOT punct mark det nsubj case det obl ccomp punct".split()
TIGER_HEADS = [1, 2, 2, 2, 3, 11, 7, 11, 11, 10, 8, 3, 2]
TIGER_DEPS = "nk sb ROOT oc punct cp nk sb mo nk nk oc punct".split()


def doc(heads, deps, words=WORDS, tags=TAGS, lemmas=LEMMAS):
    return Doc(
        VOCAB,
        words=words,
        tags=tags,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        sent_starts=[i == 0 for i in range(len(words))],
    )


def facts(p):
    return [
        (
            c.lemma,
            p.words[c.finite],
            p.words[c.subject],
            p.words[c.mark] if c.mark >= 0 else "",
            p.words[c.parent] if c.parent >= 0 else "",
        )
        for c in p.clauses.values()
    ]


VOCAB = spacy.blank("de").vocab
EXPECTED = [("sagen", "hat", "Ministerin", "", ""), ("scheitern", "scheitert", "Plan", "dass", "gesagt")]


def test_ud_clauses():
    assert facts(parse(doc(UD_HEADS, UD_DEPS))) == EXPECTED


def test_tiger_clauses():
    p = parse(doc(TIGER_HEADS, TIGER_DEPS))
    assert facts(p) == EXPECTED
    geld = p.words.index("Geld")
    assert p.deps[geld] == "obl" and p.words[p.child(geld, "case")] == "an"


def test_tiger_particle_and_apposition():
    words = "Frau Schmidt , Chefin der SPD , teilte das mit .".split()
    tags = "NN NE $, NN ART NE $, VVFIN PDS PTKVZ $.".split()
    lemmas = "Frau Schmidt , Chefin der SPD , teilen dieser mit .".split()
    heads = [1, 7, 1, 1, 5, 3, 1, 7, 7, 7, 7]
    deps = "pnc sb punct app nk ag punct ROOT oa svp punct".split()
    p = parse(doc(heads, deps, words, tags, lemmas))
    (clause,) = p.clauses.values()
    assert clause.lemma == "mitteilen"
    assert " ".join(p.words[k] for k in p.noun_phrase(clause.subject)) == "Frau Schmidt , Chefin der SPD"
    assert p.deps[p.words.index("das")] == "obj"


def test_tiger_coordination_and_passive():
    words = "Er wurde von Merz und Scholz gelobt .".split()
    tags = "PPER VAFIN APPR NE KON NE VVPP $.".split()
    heads = [1, 1, 6, 2, 3, 4, 1, 1]
    deps = "sb ROOT sbp nk cd cj oc punct".split()
    p = parse(doc(heads, deps, words, tags, words))
    merz, scholz = words.index("Merz"), words.index("Scholz")
    assert p.deps[merz] == "obl:agent" and p.conjuncts(merz) == [merz, scholz]


def test_the_last_parse_is_kept_until_the_doc_changes():
    d = doc(UD_HEADS, UD_DEPS)
    first = parse(d)
    assert parse(d) is first
    d[12].dep_ = "dep"
    assert parse(d) is not first


def test_oblique_phrases_are_no_subjects():
    words = "Den Plan lehnte er ab .".split()
    p = parse(
        doc(
            [1, 2, 2, 2, 2, 2],
            "det nsubj ROOT obj compound:prt punct".split(),
            words,
            "ART NN VVFIN PPER PTKVZ $.".split(),
            words,
        )
    )
    (clause,) = p.clauses.values()
    assert words[clause.subject] == "er"


def test_empty_doc():
    p = parse(Doc(VOCAB))
    assert len(p) == 0 and not p.clauses
