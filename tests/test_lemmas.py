"""Infinitives of weak verbs, from forms that the treebanks did not have."""

import pytest
from spacy.language import Language

from newskit.pipeline.lemmas import weak_infinitives


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("warnten", "warnen"), ("erwarteten", "erwarten"), ("rechnete", "rechnen"), ("leugnet", "leugnen"), ("forderte", "fordern"),
        ("handelten", "handeln"), ("steuert", "steuern"), ("studierten", "studieren"), ("feierten", "feiern"), ("spielte", "spielen"),
        ("zählten", "zählen"), ("redeten", "reden"), ("knieten", "knien"), ("bereuten", "bereuen"),
    ],
)  # fmt: skip
def test_the_infinitive_is_read_off_the_form(form: str, infinitive: str) -> None:
    assert weak_infinitives(form) == [infinitive]


def test_a_form_in_st_has_two_readings() -> None:
    assert weak_infinitives("grinst") == ["grinsen", "grinen"]
    assert weak_infinitives("ging") == weak_infinitives("") == weak_infinitives("t") == []


@pytest.mark.parametrize(
    ("text", "verb", "lemma"),
    [
        ("Die Experten warnten, dass es brennt.", "warnten", "warnen"),
        ("Die Forscher vermuteten, dass es anders war.", "vermuteten", "vermuten"),
        ("Die Beamten bestätigten, dass der Mann lebt.", "bestätigten", "bestätigen"),
        ("Der Minister wiederholte, dass er bleibt.", "wiederholte", "wiederholen"),
        ("Die Regierung erwägt, das Gesetz zu ändern.", "erwägt", "erwägen"),
        ("Die Gäste merkten, dass es regnet.", "merkten", "merken"),
        ("Die Leute erwarteten, dass es regnet.", "erwarteten", "erwarten"),
        ("Sie sagte, er befürchte einen Streik.", "befürchte", "befürchten"),
        ("Sie starten heute.", "starten", "starten"),
        ("Sie gelten als reich.", "gelten", "gelten"),
        ("Sie warten auf den Bus.", "warten", "warten"),
        ("Die Blätter fallen im Herbst.", "fallen", "fallen"),
        ("Der Baum fällt im Sturm.", "fällt", "fallen"),
    ],
)
def test_lemmas_of_verbs_through_the_pipeline(nlp: Language, text: str, verb: str, lemma: str) -> None:
    assert [token.lemma_ for token in nlp(text) if token.text == verb] == [lemma]
