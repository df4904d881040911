"""analyze(): one pass, all tables, nothing lost, nothing changed."""

import unicodedata

import pandas as pd
import pytest

from newskit import tables
from newskit.analysis import analyze
from newskit.errors import InputError, InputNotFoundError, ModelNotFoundError
from newskit.loaders import load_articles
from newskit.pipeline import load_pipeline

TEXT = "Ministerin Anna Berger lobte die Polizei.\nBerger sagte, der Plan sei „gut“. Vermutlich kommt er im Mai.\n"


@pytest.fixture(scope="module")
def result(nlp, sample_dir):
    return analyze(load_articles(sample_dir), pipeline=nlp, progress=False)


def test_all_tables_keep_their_promise(result):
    for name, frame in result.tables.items():
        own = ["license"] if name == "articles" else []  # of the sample's front matter
        assert list(frame.columns) == [*tables.TABLES[name].names, *own]
        tables.check(name, frame)
    assert len(result.articles) == 30
    assert set(result.readability["article_id"]) == set(result.articles["article_id"])


def test_every_offset_leads_to_its_text(result):
    texts = dict(zip(result.articles["article_id"], result.articles["text"], strict=True))
    for name in ("quotes", "mentions", "hedges"):
        for row in getattr(result, name).itertuples():
            assert texts[row.article_id][row.start : row.end] == row.text
    for row in result.sentiment.itertuples():
        assert all(0 <= s < e <= len(texts[row.article_id]) for s, e, _ in row.evidence)


def test_ids_join(result):
    known = set(zip(result.sources["article_id"], result.sources["source_id"], strict=True))
    said = result.quotes.dropna(subset=["source_id"])
    assert set(zip(said["article_id"], said["source_id"], strict=True)) == known
    speakers = result.hedges.dropna(subset=["speaker_source_id"])
    assert set(zip(speakers["article_id"], speakers["speaker_source_id"], strict=True)) <= known


def test_the_input_is_not_changed(nlp):
    frame = pd.DataFrame({"text": [TEXT], "article_id": ["a"]})
    before = frame.copy(deep=True)
    analyze(frame, pipeline=nlp, progress=False)
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t,
        lambda t: unicodedata.normalize("NFD", t),
        lambda t: t.replace("\n", "\r\n"),
        lambda t: "🙂 " + t,
        lambda t: t.replace("Minister", "Mini\u00adster"),
    ],
)
def test_offsets_survive_encodings(nlp, change):
    text = change(TEXT)
    result = analyze(pd.DataFrame({"article_id": ["a"], "text": [text]}), pipeline=nlp, progress=False)
    assert (
        result.quotes["text"].tolist()[0] == unicodedata.normalize("NFC", "der Plan sei „gut“")
        or "„gut“" in result.quotes["text"].tolist()
    )
    for name in ("quotes", "mentions", "hedges"):
        for row in getattr(result, name).itertuples():
            assert text[row.start : row.end] == row.text
    assert result.sources["name"].tolist() == ["Anna Berger"]
    assert result.hedges["lemma"].tolist() == ["vermutlich"]


def test_odd_articles_get_a_problem_and_the_rest_is_done(nlp):
    frame = pd.DataFrame({"article_id": ["a", "b", "c", "d"], "text": ["", "#", "Kein Punkt am Ende", TEXT]})
    result = analyze(frame, pipeline=nlp, progress=False)
    assert len(result.articles) >= 3
    assert "a" in set(result.problems["article_id"]) or len(result.problems) >= 1
    assert set(result.sources["article_id"]) == {"d"}


def test_unbalanced_marks_are_told(nlp):
    result = analyze(
        pd.DataFrame({"article_id": ["a"], "text": ["Er sagte: „Das geht nicht.\nNeu."]}), pipeline=nlp, progress=False
    )
    assert result.problems["stage"].tolist() == ["quotes"]


def test_errors_say_what_to_do():
    with pytest.raises(InputError, match="Column 'text' is missing. Found: body"):
        analyze(pd.DataFrame({"body": ["x"]}))
    with pytest.raises(InputNotFoundError):
        analyze("no/such/folder")
    with pytest.raises(ModelNotFoundError, match="python -m spacy download de_core_news_lg"):
        load_pipeline("de_core_news_lg")
    with pytest.raises(InputNotFoundError, match="does not exist"):
        load_pipeline(lexicons="no/such/folder")


HEADER = "lemma\tcategory\tweight\twhen\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("hedges.tsv", f"{HEADER}wohl\tepistemic_adverb\tviel\t\n".encode(), "'viel' is not a number"),
        ("hedges.tsv", f"{HEADER}wohl\tguesswork\t1\t\n".encode(), "no category 'guesswork'"),
        ("hedges.tsv", f"{HEADER}wohl\tphrase\t1\tsometimes\n".encode(), "no condition 'sometimes'"),
        ("hedges.tsv", f"{HEADER}m\xf6glich\tphrase\t1\t\n".encode("latin-1"), "hedges.tsv is not in UTF-8"),
        ("hedges.tsv", b"", "Found: nothing"),
        ("hegdes.tsv", HEADER.encode(), "hegdes.tsv is no word list"),
        ("notes.txt", b"", "There is no word list"),
    ],
)
def test_a_mistake_in_a_users_list_is_told_before_the_first_article(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message):
        load_pipeline(lexicons=tmp_path)


def test_a_users_list_adds_and_removes(tmp_path):
    (tmp_path / "hedges.tsv").write_text(
        "lemma\tcategory\tweight\tnote\nvermutlich\tepistemic_adverb\t0\t\nmunkelbar\tepistemic_adverb\t0.5\t\n",
        encoding="utf8",
    )
    nlp = load_pipeline(lexicons=tmp_path)
    result = analyze(
        pd.DataFrame({"article_id": ["a"], "text": ["Er kommt vermutlich. Das ist munkelbar."]}),
        pipeline=nlp,
        progress=False,
    )
    assert result.hedges["lemma"].tolist() == ["munkelbar"]


def test_two_pipelines_live_side_by_side(nlp):
    other = load_pipeline()
    a, b = nlp(TEXT), other(TEXT)
    assert a._.newskit_quotes == b._.newskit_quotes


def test_findings_survive_bytes(nlp):
    from spacy.tokens import Doc

    doc = nlp(TEXT)
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert copy._.newskit_quotes == doc._.newskit_quotes and copy._.newskit_sources == doc._.newskit_sources


def test_show_marks_the_text_and_knows_its_articles(result):
    first = result.articles["article_id"].iloc[0]
    assert "<" in result.show(first)._repr_html_()
    with pytest.raises(InputError, match="There is no article 'x'"):
        result.show("x")
