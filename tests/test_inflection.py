"""All forms of 178 verbs, written down before the code, and what a user's verbs.tsv changes."""

import csv
from pathlib import Path

import pytest

from newskit.german.inflection import finite_forms, inflect, split_particle
from newskit.resources import Lexicons

with (Path(__file__).parent / "data" / "verb_forms.tsv").open(encoding="utf-8") as _file:
    VERBS = list(csv.DictReader(_file, delimiter="\t"))


@pytest.mark.parametrize("row", VERBS, ids=[row["lemma"] for row in VERBS])
def test_all_forms(row):
    verb = inflect(row["lemma"])
    assert verb.particle == row["particle"]
    for column in ("present", "past", "subjunctive_1", "subjunctive_2"):
        assert getattr(verb, column) == set(row[column].split()), column
    assert set(row["participle"].split()) <= set(verb.participles)
    assert verb.zu_infinitive == row["zu_infinitive"]


def test_enough_verbs():
    assert len({row["lemma"] for row in VERBS}) >= 150


WRONG = {
    "denken": "denkte gedenkt",
    "gestehen": "gegesteht gestehte",
    "rechnen": "gerechnt rechnt",
    "bezeichnen": "bezeichnt gebezeichnet",
    "sterben": "stärbe gestirbt",
    "antworten": "angetwortet antwortetan",
    "löschen": "erloschen losch",
    "begleiten": "beglitten beglitt",
    "anschaffen": "anschuf angeschaffen",
}


@pytest.mark.parametrize("lemma", WRONG)
def test_no_wrong_forms(lemma):
    verb = inflect(lemma)
    assert not set(WRONG[lemma].split()) & {*verb.joined, *verb.participles}


def test_old_and_swiss_spelling():
    assert {"lässt", "läßt", "ließ", "liess"} <= finite_forms("lassen")
    assert {"muß", "mußte"} <= finite_forms("müssen")
    assert {"schloß", "schliesst", "schlossen"} <= finite_forms("schließen")
    assert "schloßen" not in finite_forms("schließen")
    assert {"gewusst", "gewußt"} <= inflect("wissen").joined


def test_separable_verbs():
    assert split_particle("annehmen") == ("an", "nehmen")
    assert {"annahm", "angenommene", "anzunehmen", "annehmend"} <= inflect("annehmen").joined
    assert {"umgegangen", "umgangen"} <= set(inflect("umgehen").participles)
    assert split_particle("antworten") == ("", "antworten")
    assert split_particle("beinhalten") == ("", "beinhalten")


def test_what_the_full_form_lexicon_showed():
    """Found by comparing with german-pos-dict: qu has no umlaut, two particles, adjectives as particles, loan words."""
    assert "quölle" in finite_forms("quellen")
    assert {"wiederaufstand", "wiederaufgestanden"} <= inflect("wiederaufstehen").joined
    assert inflect("klarstellen").participles == ("klargestellt",)
    assert inflect("obsiegen").participles == ("obsiegt",)
    assert inflect("heroisieren").joined >= {"heroisiert", "heroisierte"}
    assert inflect("heroisieren").particle == ""


def test_each_principal_part_of_the_list_is_a_form():
    for entry in Lexicons.of().entries("verbs"):
        verb = inflect(entry.lemma)
        for column in ("present", "past", "subjunctive"):
            for form in entry.more[column].replace(",", " ").replace("|", " ").split():
                assert form in verb.finite, entry
        for form in filter(None, entry.more["participle"].split("|")):
            assert verb.particle + form in verb.participles, entry


def test_a_user_adds_changes_and_removes_verbs(tmp_path):
    (tmp_path / "verbs.tsv").write_text(
        "lemma\tcategory\tweight\tpresent\tpast\tparticiple\tsubjunctive\tnote\n"
        "googeln\tweak\t1\t\t\tgegugelt\t\t\nwinken\tstrong\t1\twinkt\twank\tgewunken\twänke\t\nbacken\tstrong\t0\t\t\t\t\t\n",
        encoding="utf-8",
    )
    folder = str(tmp_path)
    assert inflect("googeln", folder).participles == ("gegugelt",)
    assert {"wank", "wänke"} <= finite_forms("winken", folder)
    assert inflect("zuwinken", folder).participles == ("zugewunken",)
    assert inflect("backen", folder).participles == ("gebackt",)
    assert "wank" not in finite_forms("winken")


def test_the_past_of_thinking_is_a_hedge(nlp):
    def found(text):
        return [h["lemma"] for h in nlp(text)._.newskit_hedges]

    assert found("Viele dachten, dass der Streit vorbei ist.") == ["denken"]
    assert found("Damals dachte niemand, dass der Streit so lange dauert.") == []
    assert found("So wie der Lehrer dachten viele im Tal.") == []
