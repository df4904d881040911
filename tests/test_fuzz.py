"""Damaged files never break a load. `python benchmarks/fuzz.py` feeds 20,000; what it found stays here."""

import pytest
from fuzz_loaders import check, mutated, seeds

from newskit.loaders import iter_articles


def feed(folder, inputs):
    for name, data in inputs:
        path = folder / name
        path.write_bytes(data)
        check(list(iter_articles(path, progress=False)))
        path.unlink()
        assert not any(folder.iterdir()), f"{name} left a file behind"


def test_whole_files(tmp_path):
    feed(tmp_path, seeds().items())


def test_damaged_files(tmp_path):
    feed(tmp_path, mutated(500, seed=7))


@pytest.mark.slow
def test_many_damaged_files(tmp_path):
    feed(tmp_path, mutated(3000, seed=8))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("only_names.csv", b"Titel;Volltext;Datum\n"),  # loaded as nothing, and nothing was said
        ("no_rows.ods", seeds()["a.ods"]),
        ("empty_list.json", b"[]"),
        ("no_members.tar", bytes(10240)),
    ],
)
def test_a_file_with_nothing_in_it_says_so(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (row,) = iter_articles(tmp_path / name)
    assert row["reason"] == "There is no article in it."
