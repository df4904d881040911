import pandas as pd
import pytest

import newskit as nk
from newskit import tables
from newskit.errors import InputError
from newskit.export import write_tables


def test_empty_tables_have_their_columns_and_types():
    for name, table in tables.TABLES.items():
        frame = tables.frame(name)
        assert list(frame.columns) == [c.name for c in table.columns]
        assert len(frame) == 0


def test_rows_become_typed_columns():
    frame = tables.frame(
        "hedges",
        [
            {
                "article_id": "a",
                "start": 1,
                "end": 5,
                "text": "wohl",
                "lemma": "wohl",
                "category": "epistemic_adverb",
                "voice": "quoted",
                "speaker_source_id": None,
                "sentence_id": 0,
                "rule": "r",
            }
        ],
    )
    assert frame["start"].dtype == "int64"
    assert frame["category"].cat.categories.tolist() == list(tables.HEDGE_CATEGORIES)
    assert frame["speaker_source_id"].isna().all()
    assert tables.check("hedges", frame) is frame


def test_a_column_the_table_does_not_have_is_an_error():
    with pytest.raises(KeyError, match="no column nonsense"):
        tables.frame("hedges", [{"nonsense": 1}])


def test_check_names_what_is_wrong():
    with pytest.raises(InputError, match="lacks the column 'start'"):
        tables.check("hedges", pd.DataFrame({"article_id": []}))


def test_the_codebook_names_every_column():
    text = nk.codebook()
    for table in tables.TABLES.values():
        assert all(f"| {c.name} |" in text for c in table.columns)


@pytest.mark.parametrize("format", ["parquet", "csv", "xlsx", "jsonl"])
def test_every_format_is_written_and_read_back(tmp_path, format):
    rows = [
        {
            "article_id": "a",
            "title": "=1+1",
            "text": "Ä\x0b„x“",
            "authors": ["B", "C"],
            "agencies": [],
            "n_words": 2,
            "published": "2026-01-02T03:04:05+01:00",
        }
    ]
    frame = tables.frame("articles", rows)
    (path,) = write_tables({"articles": frame}, tmp_path, format)
    read = {
        "parquet": pd.read_parquet,
        "csv": pd.read_csv,
        "xlsx": pd.read_excel,
        "jsonl": lambda p: pd.read_json(p, lines=True),
    }[format]
    back = read(path)
    assert back["article_id"].tolist() == ["a"] and list(back.columns) == list(frame.columns)
    if format in {"csv", "xlsx"}:  # a spreadsheet must not run it
        assert back["title"].tolist() == ["'=1+1"]
    assert frame["title"].tolist() == ["=1+1"]


def test_unknown_format(tmp_path):
    with pytest.raises(InputError, match="Allowed: parquet, csv, xlsx, jsonl"):
        write_tables({}, tmp_path, "sav")
