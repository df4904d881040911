"""The annotated sources: labels are the codebook's, offsets are in order, and the score counts what it says."""

from benchmarks.scoring import same_name
from benchmarks.sources import GOLD, measure, read_gold
from newskit import tables


def test_labels_and_offsets_only():
    assert len(read_gold("dev")) == len(read_gold("blind")) == 20
    for sources in read_gold().values():
        for source in sources:
            assert set(source) == {"name", "kind", "role", "named", "gender", "also"}
            assert all(0 <= a < b for a, b in [source["name"], *source["also"]])
            assert source["kind"] in tables.SOURCE_KINDS and source["role"] in tables.ROLES
            assert source["gender"] in tables.GENDERS and isinstance(source["named"], bool)
    assert max(map(len, GOLD.read_text(encoding="utf8").split('"'))) < 160  # no text of an article


def test_names_are_compared_without_endings_and_articles():
    assert same_name("die Berichte", "Berichten") == 1
    assert same_name("westlicher Beamter", "westliche Beamte") == 1
    assert same_name("Peter Müller", "Petra Müller") == 0.5
    assert same_name("", "Polizei") == 0


def test_score_by_hand():
    label = {"kind": "person", "role": "politics", "named": True, "gender": "male"}
    text = "Karl Weber, Anna Berg"
    gold = {"a": [label | {"name": [0, 10], "also": []}, label | {"name": [12, 21], "also": []}]}
    system = {"a": [label | {"name": "Weber", "role": "expert"}, label | {"name": "Polizei"}, label | {"name": "NASA"}]}
    figures, errors = measure(gold, system, {"a": text})
    assert (figures["precision"], figures["recall"], figures["role right"], figures["kind right"]) == (
        1 / 3,
        1 / 2,
        0,
        1,
    )
    assert figures["count error"] == 1 and len(errors) == 4
