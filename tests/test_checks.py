"""What is given in the place of something else gets one sentence, whichever function it is given to."""

import inspect

import pandas as pd
import pytest
import spacy
from test_own import TEXTS

import newskit as nk
from newskit.errors import InputError

TAKE_RESULTS = [
    nk.source_measures, nk.hedge_measures, nk.readability_measures, nk.actor_measures, nk.speaker_network, nk.hardest_sentences,
    nk.compare_groups, nk.compare_all, *(getattr(nk.plots, name) for name in nk.plots.__all__ if name not in ("save", "corpus")),
]  # fmt: skip
REST = {nk.compare_groups: ("outlet", "a", "b"), nk.compare_all: ("outlet", "a", "b")}


@pytest.fixture(scope="module")
def result(nlp):
    frame = pd.DataFrame(
        {
            "text": TEXTS,
            "title": ["Regen in Kassel", "Schnee in Fulda", "Regen am Meer"],
            "outlet": ["A", "B", "A"],
            "source": ["x/a.txt", "x/b.txt", "c.txt"],
        }
    )
    return nk.analyze(frame, pipeline=nlp, progress=False)


@pytest.mark.parametrize("function", TAKE_RESULTS, ids=lambda f: f"{f.__module__}.{f.__name__}")
def test_only_a_result_is_taken_for_one(function, result):
    rest = REST.get(function, ())
    for wrong, said in (
        (result.quotes, "not the table quotes of one. Pass the result itself"), (result.articles, "Analyze it first: nk.analyze"),
        (pd.DataFrame({"a": [1]}), "not a DataFrame"), ("tables", "nk.open_findings"), (None, "not None"), (TEXTS, "a list of 3 texts"), (3, "the number 3"),
    ):  # fmt: skip
        with pytest.raises(InputError, match=said) as told:
            function(wrong, *rest)
        assert function.__name__ in str(told.value)
    name = next(iter(inspect.signature(function).parameters))
    with pytest.raises(InputError, match="needs a result"):
        function(**{name: result.quotes}, **dict(zip(("by", "first", "second"), rest, strict=False)))


def test_every_public_function_that_takes_a_result_is_looked_at():
    for name in set(nk.__all__) - {"Analysis", "describe", "duplicates"}:
        function = getattr(nk, name)
        if inspect.isfunction(function) and next(iter(inspect.signature(function).parameters), "") in (
            "result",
            "analysis",
        ):
            assert function in TAKE_RESULTS


@pytest.mark.parametrize("function", [nk.describe, nk.duplicates, nk.plots.corpus])
def test_articles_or_a_result(function, result):
    function(result)
    function(result.articles)
    for wrong in (result.quotes, "x.csv", None, 3, TEXTS):
        with pytest.raises(InputError, match=r"needs the articles of nk.load_articles\(\), or a result"):
            function(wrong)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": TEXTS[0]}, "not as a dict of 1. Of records make a table"), (None, "not as None"), (3, "the number 3"),
        (pd.Series(TEXTS), r"series.tolist\(\)"), (spacy.blank("de")("Es regnet."), "a spaCy Doc"), ([TEXTS[0], 5], "a list with the number 5"),
        ([TEXTS[0], "a.txt"], "mixes paths"), ([], "the list is empty"), (["no_such_file.txt"], "No file or folder"), (TEXTS[0], r"nk.articles_from_texts\(\[text\]\)"),
    ],
)  # fmt: skip
def test_what_cannot_be_analyzed_gets_a_sentence(given, said):
    with pytest.raises((InputError, FileNotFoundError), match=said):
        nk.analyze(given)
    if not isinstance(given, list | str):
        with pytest.raises(InputError, match="Articles come as a path"):
            nk.load_articles(given)


def test_texts_and_paths_are_told_apart(nlp, tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS[1], encoding="utf8")
    assert nk.analyze(TEXTS[:2], pipeline=nlp, progress=False).articles["text"].tolist() == TEXTS[:2]
    for paths in ([tmp_path / "a.txt"], [str(tmp_path / "a.txt")]):
        assert nk.analyze(paths, pipeline=nlp, progress=False).articles["text"].tolist() == [TEXTS[1]]


@pytest.mark.parametrize("wanted", ["Regen in Kassel", "kassel", "a.txt", "a"])
def test_an_article_is_shown_by_title_or_file(result, wanted):
    assert result.show(wanted).article_id == result.articles["article_id"].iloc[0]
    assert nk.hardest_sentences(result, wanted, 1)["article_id"].iloc[0] == result.articles["article_id"].iloc[0]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("Regen", r"2 articles fit 'Regen'\..*Regen in Kassel.*Regen am Meer"), (None, r"The result holds 3 articles\. Say which"),
        ("Regen in Kasel", "Did you mean 'Regen in Kassel'"), (3, "not by the number 3"), ("a.*", "There is no article"),
    ],
)  # fmt: skip
def test_an_article_that_is_not_clear_gets_a_sentence(result, wanted, said):
    with pytest.raises(InputError, match=said):
        result.show(wanted)


def test_a_column_that_is_nearly_there(result):
    for function in (nk.source_measures, nk.hedge_measures, nk.readability_measures):
        with pytest.raises(InputError, match="Cannot group by 'outlt'. Did you mean 'outlet'"):
            function(result, by="outlt")
    with pytest.raises(InputError, match="Did you mean 'outlet'"):
        nk.plots.readability(result, by="outlt")


def test_docs_are_asked_for(result):
    for wrong, said in (
        (result, "a value of the type Analysis"),
        ("Es regnet.", "value of the type str"),
        (TEXTS, "a list with"),
    ):
        with pytest.raises(InputError, match=f"target_sentiment.. needs Docs.*{said}"):
            nk.target_sentiment(wrong)


def test_a_list_with_gaps_is_analyzed(nlp):
    """Of a column with missing values the list is what the message advises; '' used to be taken for a path."""
    for given in ([TEXTS[0], "", None, float("nan")], pd.Series([TEXTS[0], "", None]).to_numpy()):
        made = nk.analyze(given, pipeline=nlp, progress=False)
        assert len(made.articles) == 1 and made.problems["reason"].str.contains("empty").any()


def test_tables_start_no_formula_in_a_notebook(nlp):
    """Whatever pandas is set to, and after plain pandas too: "$31 je Aktie auf $135" stays text."""
    made = nk.analyze(["Der Kurs stieg von $31 je Aktie auf $135, sagte Maier."], pipeline=nlp, progress=False)
    assert pd.get_option("display.html.use_mathjax")
    for table in (made.articles, made.quotes, made.quotes.query("n_words > 1"), made.sources.head(1)):
        assert "mathjax_ignore" in table._repr_html_()
