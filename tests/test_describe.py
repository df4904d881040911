"""What is in a corpus: counts, gaps, outlets, months, problems; in words, as a plot and from the command line."""

import subprocess
import sys

import pandas as pd
import pytest
from matplotlib import pyplot as plt

import newskit as nk
from newskit.errors import InputError
from newskit.plots.timeline import by_month

GERMAN = "Das teilte die Polizei am Montag mit, und sie will nun auf der Straße nach Zeugen des Unfalls suchen, der sich dort ereignet hat."
ENGLISH = "The minister said that he would not have been in the room at the time of the accident."


@pytest.fixture
def articles():
    return nk.load_articles(
        pd.DataFrame({
            "article_id": ["a", "b", "c", "d"],
            "text": [GERMAN, "(dpa) – " + GERMAN, ENGLISH, "Es regnet, und der Rat tagt.\n\nWeiterlesen mit Bote+"],
            "outlet": ["spiegel.de", "Bote <b>", "Bote <b>", None],
            # 31 October, 23:30 UTC, is November in Berlin
            "published": ["2025-10-03", "2025-10-31T23:30:00Z", "gestern", "2025-12-01"],
        })
    )  # fmt: skip


def test_counts_gaps_outlets_and_months(articles):
    made = nk.describe(articles)
    assert (
        made.counts["n_articles"] == 4
        and made.counts["n_outlets"] == 2
        and made.counts["n_words"] == articles.n_words.sum()
    )
    assert (made.counts["first"], made.counts["last"], made.counts["n_without_date"]) == ("2025-10-03", "2025-12-01", 1)
    some = ("n_copies", "n_agency", "n_other_language", "n_paywall", "n_cut", "n_ticker", "n_problems")
    assert [made.counts[name] for name in some] == [1, 1, 1, 1, 1, 0, 1]
    assert made.missing.set_index("column")["n_missing"].to_dict() == {"title": 4, "outlet": 1, "published": 1, "authors": 4, "url": 4, "section": 4}  # fmt: skip
    assert made.missing["share"].tolist()[1] == 0.25
    outlets = made.outlets.set_index(made.outlets["outlet"].fillna("-"))
    assert outlets["n_articles"].to_dict() == {"Bote <b>": 2, "DER SPIEGEL": 1, "-": 1}
    assert outlets.loc["Bote <b>", ["n_copies", "n_other_language", "n_agency", "n_without_date"]].tolist() == [
        1,
        1,
        1,
        1,
    ]
    assert outlets.loc["-", "n_paywall"] == 1
    assert made.months[["month", "n_articles"]].values.tolist() == [["2025-10", 1], ["2025-11", 1], ["2025-12", 1]]


def test_problems_are_grouped_by_reason(articles):
    rows = [
        {"source": f"f{n}.csv", "article_id": None, "stage": "load", "reason": f"Line {n}: There is no text."}
        for n in range(1, 4)
    ]
    made = nk.describe(
        articles, problems=[*rows, {"source": None, "article_id": "x1", "stage": "parse", "reason": "Odd."}]
    )
    assert made.problems.values.tolist() == [
        ["load", "Line 1: There is no text.", 3, "f1.csv"],
        ["parse", "Odd.", 1, "x1"],
    ]
    assert "3 × Line 1: There is no text. [f1.csv]" in str(made)


@pytest.mark.parametrize("language", ["de", "en"])
def test_says_the_same_in_words_and_tables_and_escapes(articles, language):
    made = nk.describe(articles, language=language)
    says = {"de": ("4 Artikel", "ist Kopie eines früheren Artikels", "Was fehlt", "25\N{NO-BREAK SPACE}%"), "en": ("4 articles", "1 copies of", "What is missing", "25%")}[language]  # fmt: skip
    for words in says:
        assert words in str(made) and words in made._repr_html_()
    assert "<b>" not in made._repr_html_() and "Bote &lt;b&gt;" in made._repr_html_()
    with pytest.raises(InputError, match="Allowed: de, en"):
        nk.describe(articles, language="fr")


def test_an_empty_corpus_and_an_analysis(articles, nlp):
    assert nk.describe(articles.iloc[:0], problems=[]).counts["n_articles"] == 0
    assert str(nk.describe(articles.iloc[:0], problems=[])) == "0 Artikel, 0 Wörter, 0 Medien"
    made = nk.describe(nk.analyze(articles, pipeline=nlp, progress=False))
    assert made.counts["n_articles"] == 3 and set(made.problems.stage) == {"load", "language"}


def test_plot(articles):
    plt.switch_backend("agg")
    assert by_month(articles).sum(axis=1).tolist() == [1, 1, 1]
    ax = nk.describe(articles).plot()
    assert "ohne Datum: 1" in ax.get_xlabel() and "DER SPIEGEL 1" in ax.get_label()
    assert nk.plots.corpus(articles, language="en").get_title(loc="left") == "Articles by month and outlet"
    many = pd.concat([articles.iloc[[0]].assign(outlet=f"_Blatt $x_{n}$") for n in range(8)])
    counts = by_month(many)
    assert counts.columns[-1] == "andere" and counts.iloc[0].tolist() == [1, 1, 1, 1, 1, 3]
    nk.plots.corpus(many).get_figure().canvas.draw()
    plt.close("all")


def newskit(*arguments):
    return subprocess.run([sys.executable, "-m", "newskit", *map(str, arguments)], capture_output=True, text=True)


@pytest.mark.parametrize("suffix", ["parquet", "csv", "xlsx", "jsonl"])
def test_load_writes_the_table_and_the_problems_beside_it(tmp_path, suffix):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(GERMAN, encoding="utf8")
    (tmp_path / "in" / "b.txt").write_text("Foto: Anna Muster/dpa\n\n" + GERMAN + " Mehr nicht.", encoding="utf8")
    (tmp_path / "in" / "c.parquet").write_bytes(b"PAR1 no table")
    done = newskit("load", tmp_path / "in", "--out", tmp_path / "out" / f"articles.{suffix}")
    assert done.returncode == 0, done.stderr
    assert "2 Artikel" in done.stdout and "ist Kopie" in done.stdout and "c.parquet" in done.stdout
    read = {
        "parquet": pd.read_parquet,
        "csv": pd.read_csv,
        "xlsx": pd.read_excel,
        "jsonl": lambda path: pd.read_json(path, lines=True),
    }[suffix]
    assert len(read(tmp_path / "out" / f"articles.{suffix}")) == 2
    problems = read(tmp_path / "out" / f"articles.problems.{suffix}")
    assert problems["source"].str.endswith("c.parquet").tolist() == [True]


def test_load_in_other_ways(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"id;leib\n1;{GERMAN}\n2;{GERMAN} Neu.\n", encoding="utf8")
    out = tmp_path / "a.jsonl"
    done = newskit("load", path, "-o", out, "-c", "text=leib", "--no-duplicates", "--no-clean", "--language", "en")
    assert done.returncode == 0 and done.stdout.startswith("2 articles") and "copies of" not in done.stdout
    assert newskit("load", path, "-o", out, "-c", "text=leib", "--quiet").stdout == ""
    for arguments, says in (
        ((path, "-o", tmp_path / "a.sav"), "Allowed: .parquet, .csv"), ((tmp_path / "none",), "none"),
        ((path, "--language", "fr"), "Allowed: de, en"), ((path, "-o", out), "No article could be read."),
    ):  # fmt: skip
        done = newskit("load", *arguments)
        assert done.returncode == 2 and says in done.stderr and "Traceback" not in done.stderr
