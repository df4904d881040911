"""No text and no parse breaks an analyzer, or is read past an end. `make fuzz` tries 20,000 of each; what it found stays here."""

from __future__ import annotations

import pytest
from hostile import analyzed, made_doc, parses, texts
from hypothesis import HealthCheck, given, settings

from newskit.pipeline import load_pipeline, process

ODD = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def parser():
    """The pipeline without the analyzers, which are run one by one."""
    return load_pipeline(analyzers=False)


@ODD
@given(text=texts())
def test_no_text_breaks_an_analyzer(parser, text):
    analyzed(parser(text))


@ODD
@given(doc=parses())
def test_no_parse_breaks_an_analyzer(doc):
    analyzed(doc)


FOUND = [
    "sagte,„",  # quotes: the content after the mark
    "demnach",  # quotes: an adverb with nothing to speak for
    "Demnach ,",
    "könnten '\n\ndemzufolge\n",
    ",wonach",
    "zufolge gegen\r\n:\n",  # quotes: nothing before it
    ", lassen ﬁ\t?\u2028Verdacht die ",  # quotes: the mark two words before the verb
    "möglich,\u2028sagte\t",  # hedges: two words before the second
    "dürfte ›  dem ",  # hedges: the clause before the first word
    "Hinweis es wie",
    "offen ,",
    "gehen sollen\n\nSPD\n\nnicht  keine falls ",
    "um herum 30 herum",
]


@pytest.mark.parametrize("text", FOUND)
def test_what_was_found_in_texts(parser, text):
    assert analyzed(parser(text))["sentences"]


@pytest.mark.parametrize(
    "tokens",
    [
        [("offen", "VVINF", "obl", 1), ("'", "$(", "ROOT", 1)],
        [("dürfte", "NN", "ROOT", 0), ("“", "$(", "ROOT", 1)],
        [("Hinweis", "ADJA", "ROOT", 0), ("€", "$(", "ROOT", 1)],
        [("offen", "VAPP", "ROOT", 0), (",", "$(", "ROOT", 1)],
        [("demnach", "PIAT", "ROOT", 0), ("/", "$(", "ROOT", 1)],
        [("Demnach", "PDS", "ROOT", 0), (",", "$(", "flat", 0)],
        [(",", "$.", "ROOT", 0), ("wonach", "APPR", "expl", 0)],
        [("zufolge", "APPO", "dep", 1), ("-", "$.", "ROOT", 1)],
        [("um", "VVINF", "ROOT", 0), ("soll", "VMFIN", "obl:arg", 0)],
        [
            (",", "$.", "obl:arg", 5), ("lassen", "VMFIN", "nummod", 5), ("’", "$(", "nsubj", 1), ("dem", "PWS", "cc", 5), ("glaubt", "NN", "acl", 1),
            ("war", "VAFIN", "ROOT", 5), ("zu", "PDS", "ROOT", 6),
        ],
        [
            ("vom", "VAFIN", "acl", 1), ("»", "$(", "ROOT", 1), ("die", "VAFIN", "case", 11), ("ein", "PPER", "compound:prt", 11), (",", "$.", "compound", 11),
            (",", "$.", "discourse", 11), ("ob", "APPR", "advcl", 8), ("klar", "VMFIN", "nummod", 11), ("›", "$(", "flat", 11), ("oder", "PRELAT", "compound", 11),
            ("unbekannt", "VMFIN", "discourse", 6), ("möglicherweise", "VVPP", "ROOT", 11), ("–", "APPO", "parataxis", 2), ("‚", "$(", "dep", 11),
        ],
    ],
)  # fmt: skip
def test_what_was_found_in_parses(tokens):
    words, tags, deps, heads = zip(*tokens, strict=True)
    n = len(words)
    assert analyzed(made_doc(words, tags, heads, deps, [""] * n, [], [True] * n))["sentences"]


def test_such_an_article_is_not_lost(nlp):
    problems = []
    docs = list(process(nlp, [(str(n), text) for n, text in enumerate(FOUND)], on_problem=problems.append))
    assert len(docs) == len(FOUND) and not problems
