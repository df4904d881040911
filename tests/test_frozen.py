"""Nothing that was found is lost: the findings on the sample, the minimal pairs and the loaders' files are as they were written down."""

import pytest

from benchmarks import freeze


def test_no_finding_moves():
    """After a change that moves findings on purpose: python benchmarks/freeze.py --write benchmarks/frozen.tsv."""
    changed, odd = freeze.moved(freeze.read(freeze.FROZEN), freeze.folded(freeze.freeze()))
    assert changed == []
    if len(odd) > 3:
        pytest.skip(f"this processor parses {len(odd)} articles otherwise; their findings cannot be compared")


def test_what_moves_is_named():
    before = {("sample", "a", "quotes"): "1", ("sample", "a", "parse"): "1", ("sample", "b", "parse"): "1", ("sample", "b", "hedges"): "1", ("quotes dev", "c", "quotes"): "1"}  # fmt: skip
    now = before | {("sample", "a", "quotes"): "2", ("sample", "b", "parse"): "2", ("sample", "b", "hedges"): "2"}
    del now["quotes dev", "c", "quotes"]
    assert freeze.moved(before, now) == ([("sample", "a", "quotes")], [("sample", "b")])
    assert freeze.digest([{"x": 0.1 + 0.2}]) == freeze.digest([{"x": 0.3}]) != freeze.digest([{"x": 0.30001}])
