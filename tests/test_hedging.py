"""Hedges: each ambiguous word in a use that counts and in one that does not, on Docs built by hand."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newskit import tables
from newskit.analyzers.hedging import find_hedges, hedges, make_hedges
from newskit.errors import InputError
from newskit.resources import Lexicons

NLP = spacy.blank("de")
SAMPLE = Path(__file__).parents[1] / "data" / "sample"


def doc_of(text: str) -> Doc:
    """A Doc from "word/TAG" or "word/TAG/dep" pieces; everything hangs on the first finite verb, like a flat tree."""
    pieces = [piece.rsplit("/", piece.count("/") if piece[0] != "/" else 1) for piece in text.split()]
    words, tags = [p[0] for p in pieces], [p[1] for p in pieces]
    root = next((i for i, tag in enumerate(tags) if tag.endswith("FIN")), 0)
    deps = [p[2] if len(p) > 2 else "dep" for p in pieces]
    deps[root] = "ROOT"
    spaces = [i + 1 < len(words) and words[i + 1] not in ",.:;?!“" and word != "„" for i, word in enumerate(words)]
    starts = [i == 0 or words[i - 1] == "." for i in range(len(words))]
    heads = [root] * len(words)
    for i in [
        k for k, first in enumerate(starts) if first and k > root
    ]:  # each further sentence hangs on its first word
        heads[i:] = [i] * (len(words) - i)
        deps[i] = "ROOT"
    return Doc(
        NLP.vocab, words=words, spaces=spaces, tags=tags, deps=deps, heads=heads, lemmas=words, sent_starts=starts
    )


def found(text: str) -> list[tuple[str, str]]:
    doc = doc_of(text)
    return [(doc[h["start"] : h["end"]].text, h["category"]) for h in find_hedges(doc)]


HEDGES = [
    ("Er/PPER soll/VMFIN gelogen/VVPP haben/VAINF ./$.", "soll", "reportative_modal"),
    ("Er/PPER soll/VMFIN getötet/VVPP worden/VAPP sein/VAINF ./$.", "soll", "reportative_modal"),
    ("der/PRELS ihn/PPER bedroht/VVPP haben/VAINF soll/VMFIN ,/$, floh/VVFIN ./$.", "soll", "reportative_modal"),
    (
        "Er/PPER soll/VMFIN 17/CARD bis/KON 19/CARD Jahre/NN geherrscht/VVPP haben/VAINF ./$.",
        "soll",
        "reportative_modal",
    ),
    ("Es/PPER soll/VMFIN sich/PRF um/APPR ihn/PPER handeln/VVINF ./$.", "soll", "reportative_modal"),
    ("Er/PPER/nsubj soll/VMFIN sein/PPOSAT Auto/NN gestohlen/VVPP haben/VAINF ./$.", "soll", "reportative_modal"),
    ("Er/PPER will/VMFIN nichts/PIS gewusst/VVPP haben/VAINF ./$.", "will", "reportative_modal"),
    ("Der/ART Preis/NN dürfte/VMFIN steigen/VVINF ./$.", "dürfte", "epistemic_modal"),
    ("Das/PDS könnte/VMFIN dauern/VVINF ./$.", "könnte", "epistemic_modal"),
    ("damit/PROAV könnte/VMFIN sie/PPER scheitern/VVINF ./$.", "könnte", "epistemic_modal"),
    ("Er/PPER muss/VMFIN es/PPER gewusst/VVPP haben/VAINF ./$.", "muss", "epistemic_modal"),
    ("Das/PDS mag/VMFIN stimmen/VVINF ./$.", "mag", "epistemic_modal"),
    ("Er/PPER kommt/VVFIN wohl/ADV nicht/PTKNEG ./$.", "wohl", "epistemic_adverb"),
    ("die/ART mutmaßlichen/ADJA Täter/NN", "mutmaßlichen", "evidential"),
    ("Er/PPER kam/VVFIN offensichtlich/ADJD zu/PTKA spät/ADJD ./$.", "offensichtlich", "evidential"),
    ("Es/PPER kamen/VVFIN etwa/ADV 10.000/CARD Menschen/NN ./$.", "etwa", "approximator"),
    ("Es/PPER kostet/VVFIN rund/ADV ein/ART Dutzend/NN Euro/NN ./$.", "rund", "approximator"),
    ("Es/PPER dauert/VVFIN gut/ADV eine/ART halbe/ADJA Stunde/NN ./$.", "gut", "approximator"),
    ("vor/APPR einem/ART knappen/ADJA Jahr/NN", "knappen", "approximator"),
    ("Sie/PPER verlor/VVFIN knapp/ADV die/ART Hälfte/NN ./$.", "knapp", "approximator"),
    ("Er/PPER kam/VVFIN gegen/APPR 11.20/CARD Uhr/NN ./$.", "gegen", "approximator"),
    ("Es/PPER kamen/VVFIN fast/ADV alle/PIAT Schüler/NN ./$.", "fast", "approximator"),
    ("Es/PPER kamen/VVFIN an/APPR die/ART 100/CARD Menschen/NN ./$.", "an die", "approximator"),
    ("Er/PPER glaubt/VVFIN ,/$, dass/KOUS sie/PPER kommt/VVFIN ./$.", "glaubt", "epistemic_verb"),
    ("Er/PPER glaubt/VVFIN ,/$, sie/PPER komme/VVFIN ./$.", "glaubt", "epistemic_verb"),
    ("Man/PIS schätzt/VVFIN ihn/PPER auf/APPR mindestens/ADV 15/CARD Millionen/NN ./$.", "schätzt", "epistemic_verb"),
    ("Er/PPER scheint/VVFIN krank/ADJD zu/PTKZU sein/VAINF ./$.", "scheint", "epistemic_verb"),
    (
        "Er/PPER geht/VVFIN davon/PROAV aus/PTKVZ ,/$, dass/KOUS sie/PPER kommt/VVFIN ./$.",
        "geht davon aus",
        "epistemic_verb",
    ),
    ("Er/PPER nimmt/VVFIN an/PTKVZ ,/$, dass/KOUS sie/PPER kommt/VVFIN ./$.", "nimmt an", "epistemic_verb"),
    ("Sie/PPER rechnet/VVFIN mit/APPR Monaten/NN ./$.", "rechnet", "epistemic_verb"),
    ("Es/PPER wird/VAFIN Regen/NN erwartet/VVPP ./$.", "erwartet", "epistemic_verb"),
    ("Spuren/NN/nsubj deuten/VVFIN darauf/PROAV hin/PTKVZ ./$.", "deuten darauf hin", "epistemic_verb"),
    ("Es/PPER ist/VAFIN unklar/ADJD ./$.", "unklar", "phrase"),
    ("Das/PDS ist/VAFIN nicht/PTKNEG ganz/ADV ausgeschlossen/VVPP ./$.", "nicht ganz ausgeschlossen", "phrase"),
    ("Sie/PPER schließt/VVFIN das/PDS nicht/PTKNEG aus/PTKVZ ./$.", "schließt das nicht aus", "phrase"),
    ("Es/PPER steht/VVFIN noch/ADV nicht/PTKNEG fest/PTKVZ ./$.", "nicht fest", "phrase"),
    ("Das/PDS lässt/VVFIN sich/PRF nicht/PTKNEG überprüfen/VVINF ./$.", "lässt sich nicht überprüfen", "phrase"),
    ("Es/PPER gibt/VVFIN Hinweise/NN auf/APPR Brandstiftung/NN ./$.", "Hinweise", "phrase"),
    ("gegen/APPR ihn/PPER besteht/VVFIN Tatverdacht/NN ./$.", "Tatverdacht", "phrase"),
    ("die/ART mögliche/ADJA Ursache/NN", "mögliche", "phrase"),
    ("Offen/ADJD blieb/VVFIN ,/$, wer/PWS zahlt/VVFIN ./$.", "Offen", "phrase"),
    ("Dem/ART Vernehmen/NN nach/APPO geht/VVFIN er/PPER ./$.", "Dem Vernehmen nach", "phrase"),
    ("nach/APPR ersten/ADJA Erkenntnissen/NN", "nach ersten Erkenntnissen", "phrase"),
]
NO_HEDGES = [
    "Er/PPER soll/VMFIN kommen/VVINF ./$.",
    "Das/PDS soll/VMFIN bis/APPR 2030/CARD abgeschlossen/VVPP sein/VAINF ./$.",
    "Bis/APPR Mai/NN soll/VMFIN sie/PPER alles/PIS erhalten/VVPP haben/VAINF ./$.",
    "Er/PPER solle/VMFIN krank/ADJD gewesen/VAPP sein/VAINF ./$.",
    "Er/PPER will/VMFIN gewinnen/VVINF ./$.",
    "Er/PPER darf/VMFIN bleiben/VVINF ./$.",
    "Das/PDS hätte/VAFIN nicht/PTKNEG passieren/VVINF dürfen/VMINF ./$.",
    "sie/PPER dürften/VMFIN nicht/PTKNEG geöffnet/VVPP werden/VAINF ./$.",
    "Er/PPER konnte/VMFIN kommen/VVINF ./$.",
    "Er/PPER könne/VMFIN kommen/VVINF ./$.",
    "damit/KOUS sie/PPER besser/ADJD lernen/VVINF könnten/VMFIN ./$.",
    "Wir/PPER könnten/VMFIN helfen/VVINF ./$.",
    "Er/PPER muss/VMFIN bis/APPR Mai/NN gezahlt/VVPP haben/VAINF ./$.",
    "das/ART Wohl/NN der/ART Kinder/NN",
    "Er/PPER fühlt/VVFIN sich/PRF wohl/ADV ./$.",
    "Er/PPER weiß/VVFIN es/PPER sehr/ADV wohl/ADV ./$.",
    "etwa/ADV in/APPR Bayern/NE",
    "Länder/NN wie/KOKOM etwa/ADV 2015/CARD Ungarn/NE",
    "rund/ADV um/APPR die/ART Uhr/NN",
    "eine/ART runde/ADJA Sache/NN",
    "Das/PDS ist/VAFIN gut/ADJD ./$.",
    "Er/PPER gewann/VVFIN knapp/ADJD 2:1/CARD ./$.",
    "Er/PPER kämpft/VVFIN gegen/APPR 100/CARD Gegner/NN ./$.",
    "ein/ART offensichtlicher/ADJA Fehler/NN",
    "Das/PDS ist/VAFIN offensichtlich/ADJD ./$.",
    "Er/PPER glaubt/VVFIN an/APPR Gott/NN ./$.",
    "Er/PPER schätzt/VVFIN die/ART Natur/NN ./$.",
    "Die/ART Sonne/NN/nsubj scheint/VVFIN ./$.",
    "Eine/ART Gefahr/NN/nsubj geht/VVFIN von/APPR ihm/PPER aus/PTKVZ ./$.",
    "Er/PPER nimmt/VVFIN das/ART Geld/NN an/PTKVZ ./$.",
    "später/ADJD als/KOKOM erwartet/VVPP ./$.",
    "Sie/PPER erwartet/VVFIN den/ART Sieger/NN/obj ./$.",
    "Die/ART Polizei/NN bittet/VVFIN um/APPR Hinweise/NN ./$.",
    "mit/APPR dem/ART Hinweis/NN ,/$, dass/KOUS es/PPER regnet/VVFIN",
    "alle/PIAT möglichen/ADJA Leute/NN",
    "Das/PDS ist/VAFIN nicht/PTKNEG möglich/ADJD ./$.",
    "Die/ART Tür/NN ist/VAFIN offen/ADJD ./$.",
    "Das/PDS wurde/VAFIN nicht/PTKNEG bekannt/ADJD gegeben/VVPP ./$.",
    "Laut/APPR Polizei/NN ist/VAFIN er/PPER tot/ADJD ,/$, sagte/VVFIN sie/PPER ./$.",
]


@pytest.mark.parametrize(("text", "span", "category"), HEDGES)
def test_is_a_hedge(text: str, span: str, category: str) -> None:
    assert found(text) == [(span, category)]


@pytest.mark.parametrize("text", NO_HEDGES)
def test_is_no_hedge(text: str) -> None:
    assert found(text) == []


def test_hedges_inside_a_split_verb_are_kept() -> None:
    text = "Sie/PPER geht/VVFIN vermutlich/ADJD davon/PROAV aus/PTKVZ ,/$, dass/KOUS es/PPER etwa/ADV 20/CARD sind/VAFIN ./$."
    assert [category for _, category in found(text)] == ["epistemic_verb", "epistemic_adverb", "approximator"]


def test_modifiers_set_the_strength_and_stay_outside() -> None:
    doc = doc_of("Das/PDS ist/VAFIN sehr/ADV wahrscheinlich/ADJD ./$.")
    (hedge,) = find_hedges(doc)
    plain = find_hedges(doc_of("Das/PDS ist/VAFIN wahrscheinlich/ADJD ./$."))[0]
    assert doc[hedge["start"] : hedge["end"]].text == "wahrscheinlich"
    assert (hedge["strength"], plain["strength"]) == ("very_likely", "likely")


def quoted(doc: Doc, start: int, end: int) -> None:
    doc._.newskit_quotes = [
        {"number": 0, "type": "indirect", "tokens": [[start, end]], "source_id": "s1", "own_words": []}
    ]


def test_voice_of_content_and_frame() -> None:
    doc = doc_of("Er/PPER vermutet/VVFIN ,/$, dass/KOUS es/PPER vielleicht/ADV stimmt/VVFIN ./$.")
    quoted(doc, 3, 7)
    frame, content = find_hedges(doc)
    assert (frame["lemma"], frame["voice"], frame["speaker_source_id"]) == ("vermuten", "newsroom", None)
    assert (content["lemma"], content["voice"], content["speaker_source_id"]) == ("vielleicht", "quoted", "s1")


@pytest.mark.parametrize(
    "text",
    [
        "die/ART Lage/NN sei/VAFIN wohl/ADV ernst/ADJD ./$.",
        "Er/PPER kam/VVFIN „/$( wohl/ADV “/$( zu/PTKA spät/ADJD ./$.",
    ],
)
def test_reported_mood_and_marks_are_quoted_without_a_frame(text: str) -> None:
    assert [h["voice"] for h in find_hedges(doc_of(text))] == ["quoted"]


def test_what_somebody_claims_is_his_voice_and_the_claim_is_the_newsrooms() -> None:
    doc = doc_of("Er/PPER will/VMFIN gegen/APPR 21.40/CARD Uhr/NN einen/ART Mann/NN gesehen/VVPP haben/VAINF ./$.")
    assert [(h["lemma"], h["voice"]) for h in find_hedges(doc)] == [("wollen", "newsroom"), ("gegen", "quoted")]


def test_plural_koennten_with_negation_only_reports() -> None:
    text = "sie/PPER könnten/VMFIN nicht/PTKNEG kommen/VVINF ./$."
    doc = doc_of(text)
    assert len(find_hedges(doc)) == 1
    quoted(doc, 0, 4)
    assert find_hedges(doc) == []


@pytest.mark.parametrize("text", ["", "#", "wohl", "Vielleicht ein Titel ohne Punkt", "soll", "etwa", "gegen", "geht"])
def test_odd_texts_do_no_harm(text: str) -> None:
    for doc in (NLP.make_doc(text), make_hedges(NLP, "newskit_hedges", "")(NLP.make_doc(text))):
        assert all(0 <= h["start"] < h["end"] <= len(doc) for h in find_hedges(doc))


def test_table_has_offsets_of_the_text() -> None:
    doc = make_hedges(NLP, "newskit_hedges", "")(
        doc_of("Das/PDS ist/VAFIN ja/ADV unklar/ADJD ./$. Wohl/ADV kaum/ADV ./$.")
    )
    doc._.article_id = "a"
    table = tables.check("hedges", hedges([doc, NLP.make_doc("")]))
    assert list(table.article_id) == ["a", "a"]
    assert (
        [doc.text[s:e] for s, e in zip(table.start, table.end, strict=True)] == list(table.text) == ["unklar", "Wohl"]
    )
    assert list(table.sentence_id) == [0, 1]
    assert [span.label_ for span in doc.spans["newskit_hedges"]] == list(table.category)
    assert isinstance(Doc(NLP.vocab).from_bytes(doc.to_bytes())._.newskit_hedges, list)


def test_own_lines_add_and_remove(tmp_path: Path) -> None:
    (tmp_path / "hedges.tsv").write_text(
        "lemma\tcategory\tweight\nwohlmöglich\tepistemic_adverb\t0.8\nvielleicht\tepistemic_adverb\t0\n",
        encoding="utf8",
    )
    doc = doc_of("Er/PPER kommt/VVFIN wohlmöglich/ADV oder/KON vielleicht/ADV ./$.")
    assert [h["lemma"] for h in find_hedges(doc, str(tmp_path))] == ["wohlmöglich"]
    assert [h["lemma"] for h in find_hedges(doc)] == ["vielleicht"]


def test_an_unknown_condition_is_named(tmp_path: Path) -> None:
    (tmp_path / "hedges.tsv").write_text("lemma\tcategory\tweight\twhen\nfoo\tphrase\t1\tquantitty\n", encoding="utf8")
    with pytest.raises(InputError, match="quantitty"):
        find_hedges(doc_of("foo/NN"), str(tmp_path))


def test_the_list_keeps_its_promises() -> None:
    entries = Lexicons.of().entries("hedges")
    assert len(entries) >= 350
    assert {e.category for e in entries} == set(tables.HEDGE_CATEGORIES)
    assert all(0 < e.weight <= 1 for e in entries)


def test_samples_annotated_by_hand(nlp: Language) -> None:
    right = wrong = missed = voices = 0
    for path in sorted((SAMPLE / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf8"))["hedges"]
        text = (SAMPLE / f"{path.stem}.md").read_text(encoding="utf8").split("---", 2)[2].strip()
        rows = hedges([nlp(text)]).to_dict("records")
        for h in gold:
            hit = [
                r for r in rows if r["start"] < h["end"] and h["start"] < r["end"] and r["category"] == h["category"]
            ]
            right, missed, voices = (
                right + bool(hit),
                missed + (not hit),
                voices + bool(hit and hit[0]["voice"] == h["voice"]),
            )
        spans = [(h["start"], h["end"], h["category"]) for h in gold]
        wrong += sum(not any(r["start"] < e and s < r["end"] and r["category"] == c for s, e, c in spans) for r in rows)
    assert 2 * right / (2 * right + wrong + missed) >= 0.92
    assert voices / right >= 0.9


@pytest.mark.parametrize(
    ("text", "hedge", "scope"),
    [
        ("Die Polizei vermutet, dass der Täter aus Köln stammt.", "vermutet", ["dass der Täter aus Köln stammt"]),
        ("Es kamen etwa 10.000 Menschen.", "etwa", ["10.000 Menschen"]),
        ("Die mutmaßlichen Täter sind geflohen.", "mutmaßlichen", ["mutmaßlichen Täter"]),
        ("Die Kosten dürften steigen, sagte der Minister.", "dürften", ["Die Kosten dürften steigen"]),
        ("Er soll drei Autos gestohlen haben, und die Polizei sucht ihn.", "soll", ["Er soll drei Autos gestohlen haben"]),
        ("Das Haus sei leer, glaubt die Polizei.", "glaubt", ["Das Haus sei leer"]),
        ("Es ist unklar, ob der Zug kommt.", "unklar", ["ob der Zug kommt"]),
        ("Das kostet rund 86 Millionen Euro im Jahr.", "rund", ["86 Millionen Euro"]),
        ("Dort stehen etwa 8.000 Hektar Land unter Wasser.", "etwa", ["8.000 Hektar Land"]),
        ("Er wartete, und dann kam vermutlich der Zug.", "vermutlich", ["dann kam vermutlich der Zug"]),
        ("Das vermutlich gestohlene Auto brannte.", "vermutlich", ["vermutlich gestohlene Auto"]),
    ],
)  # fmt: skip
def test_scope_is_what_is_hedged(nlp: Language, text: str, hedge: str, scope: list[str]) -> None:
    doc = nlp(text)
    doc._.article_id = "a"
    table = tables.check("hedges", hedges([doc]))
    (pieces,) = table.loc[table.text == hedge, "scope_segments"]
    assert [text[a:b] for a, b in pieces] == scope


def test_being_able_to_count_on_is_no_guess(nlp: Language) -> None:
    doc = nlp("Die Partei hätte mit 39 Prozent der Stimmen rechnen können.")
    doc._.article_id = "a"
    assert "epistemic_verb" not in set(hedges([doc]).category)


def test_what_completes_a_reported_clause_is_reported(nlp: Language) -> None:
    doc = nlp("Der Grund dafür sei, dass die Stadt einen Anschlag befürchtet.")
    doc._.article_id = "a"
    table = hedges([doc])
    assert list(table.voice[table.text == "befürchtet"].astype(str)) == ["quoted"]


def test_strength_is_an_ordinal_scale(nlp: Language) -> None:
    doc = nlp("Das ist kaum denkbar. Vielleicht kommt er. Wahrscheinlich regnet es. Etwa 20 Leute kamen fast sicher.")
    doc._.article_id = "a"
    table = hedges([doc])
    assert table.strength.cat.ordered
    assert list(table.strength.cat.categories) == list(tables.STRENGTHS)
    assert list(table.strength.dropna()) == ["hardly_conceivable", "possible", "likely", "almost_certain"]
    assert list(table.strength.dropna().cat.codes) == [0, 3, 4, 6]
    assert list(table.text[table.strength.isna()]) == ["Etwa"]  # the number is blurred, the statement is not doubted


def test_every_entry_has_a_note_and_a_level() -> None:
    entries = Lexicons.of("").entries("hedges")
    with_level = [e for e in entries if e.more["strength"]]
    assert len(with_level) >= 350 and {e.more["strength"] for e in with_level} == set("1234567")
    assert all(e.note for e in entries)
    assert {e.category for e in entries if not e.more["strength"]} == {"approximator"}


def test_a_strength_outside_of_the_scale_is_named(tmp_path: Path) -> None:
    (tmp_path / "hedges.tsv").write_text("lemma\tcategory\tweight\tstrength\nfoo\tphrase\t1\t8\n", encoding="utf8")
    with pytest.raises(InputError, match="'8'"):
        find_hedges(doc_of("Das/PDS ist/VAFIN foo/ADJD ./$."), str(tmp_path))


AMBIGUOUS = [
    ("Die Preise dürften bald steigen.", "dürften"),
    ("Der Hund darf nicht in den Laden.", ""),
    ("Der Streit könnte noch lange dauern.", "könnte"),
    ("Er konnte gut schwimmen.", ""),
    ("Der Minister sagte, er könne morgen kommen.", ""),
    ("Die Chefin sagte, er müsse mehr arbeiten.", ""),
    ("Die Richterin sagte, er solle gehen.", ""),
    ("Der Mann soll die Bank überfallen haben.", "soll"),
    ("Der Mann soll morgen operiert werden.", ""),
    ("Das Haus soll sehr alt sein.", "soll"),
    ("Das Haus soll bis Mai fertig sein.", ""),
    ("Die Räume sollen verständlich und freundlich sein.", ""),
    ("Der Zeuge will den Täter gesehen haben.", "will"),
    ("Der Zeuge will den Täter sehen.", ""),
    ("Er wird wohl nicht kommen.", "wohl"),
    ("Es geht um das Wohl der Kinder.", ""),
    ("Es kamen etwa 300 Menschen.", "etwa"),
    ("In manchen Ländern, etwa in Bayern, regnet es.", ""),
    ("Das ist nicht etwa ein Scherz.", ""),
    ("Rund 50 Menschen kamen.", "Rund"),
    ("Der Tisch ist rund.", ""),
    ("Gut 100 Menschen kamen.", "Gut"),
    ("Der Film war gut.", ""),
    ("Der Fahrer war offensichtlich betrunken.", "offensichtlich"),
    ("Das war ein offensichtlicher Fehler.", ""),
    ("Sie glaubt, dass er lügt.", "glaubt"),
    ("Sie glaubt an Gott.", ""),
    ("Experten schätzen den Schaden auf zwei Millionen Euro.", "schätzen"),
    ("Die Kollegen schätzen ihn sehr.", ""),
    ("Der Plan scheint zu scheitern.", "scheint"),
    ("Heute scheint die Sonne.", ""),
    ("Laut Polizei ist der Mann verletzt.", ""),
    ("In dem Lager sollen auch kranke Kinder leben.", "sollen"),
    ("Auch kranke Kinder sollen versorgt sein.", ""),
    ("Gegen den Mann besteht der Verdacht des Betrugs.", "Verdacht"),
    ("Das Gericht sprach ihn vom Verdacht des Betrugs frei.", ""),
    ("Er wurde vom Verdacht des Betrugs freigesprochen.", ""),
    ("Offen ist noch die Frage, ob er kommt.", "Offen"),
    ("Die Meldung ist bislang nicht bestätigt.", "nicht bestätigt"),
    ("Die Zeugen haben die Vorwürfe nicht bestätigt.", ""),
    ("Das ist ein eindeutiger Hinweis auf Betrug.", ""),
    ("Das ist ein Hinweis auf Betrug.", "Hinweis"),
    ("Um das Jahr 2000 herum zog er um.", "Um"),
    ("Um das Haus herum standen Bäume.", ""),
    ("Der Mann soll sich auf der Flucht befinden.", "soll"),
    ("Andere Möglichkeiten schloss er nicht aus.", ""),
    ("Die Polizei schloss einen Anschlag nicht aus.", "schloss einen Anschlag nicht aus"),
    ("Sie waren fälschlicherweise davon ausgegangen, dass er schläft.", ""),
    ("Es gibt Hinweise darauf, dass Akten gelöscht wurden.", "Hinweise"),
    ("Die Ermittler haben Hinweise darauf, dass der Täter Spuren entfernt hat.", "Hinweise"),
    ("Es gibt Hinweise auf Stellen, die gestrichen werden sollen.", "Hinweise"),
    ("Der Verdacht konnte nicht ausgeräumt werden.", "Verdacht"),
    ("Der Verdacht ist noch nicht entkräftet.", "Verdacht"),
    ("Trotz des Verdachts ließ das Gericht ihn frei.", "Verdachts"),
    ("Der Mann ist trotz dringenden Tatverdachts wieder frei.", "Tatverdachts"),
    ("Die Koalition schließt einen Anschlag nicht aus.", "schließt einen Anschlag nicht aus"),
    ("Das Bündnis schließt weitere Opfer nicht aus.", "schließt weitere Opfer nicht aus"),
    ("Es gibt keine eindeutigen Hinweise auf einen Anschlag.", "Hinweise"),
    ("Um Ostern herum ist es kalt.", "Um"),
    ("Auch er soll in Berlin leben.", "soll"),
    ("Im Lager sollen mehr als 2000 Menschen leben.", "sollen"),
    ("Alle sollen wissen, wo der Ausgang ist.", ""),
    ("Auch Kinder sollen verstehen, worum es geht.", ""),
    ("Pfleger sollen mehr verdienen.", ""),
    ("In der Stadt sollen auch mehr Familien wohnen.", ""),
    ("Auch die Schule soll unter Denkmalschutz stehen.", ""),
    ("Sie fuhr um drei Autos herum.", ""),
    ("Er lief um zwei Ecken herum.", ""),
    ("Den Angeklagten erwartet eine Haftstrafe von bis zu zehn Jahren.", ""),
    ("Von dem Verdacht, er habe betrogen, sprach ihn das Gericht frei.", ""),
    ("Die Partei schließt eine Koalition nicht aus.", ""),
    ("Die Sperre muss nicht bestätigt werden.", ""),
    ("Die Behörde will alle Hinweise auf den Autor streichen.", ""),
    ("Besonders leise soll der Motor sein.", "soll"),
    ("Kostenlos soll der Nahverkehr ab Mai sein.", ""),
    ("Bis zu 90 Häuser sollen beschädigt worden sein.", "sollen"),
    ("Bis zum Ende des Krieges sollen Hunderte verhaftet worden sein.", "sollen"),
    ("Bis zum Sommer 2031 sollen alle Brücken erneuert worden sein.", ""),
    ("Wer lügt, kann nicht erwarten, dass man ihm glaubt.", ""),
    ("Es wird nicht erwartet, dass der Zug heute kommt.", "erwartet"),
    ("Die Pakete, die am Montag erwartet wurden, kamen erst heute.", ""),
    ("Der neue Wagen ist etwa doppelt so schwer.", "etwa"),
    ("Der Ausgang des Verfahrens ist offen.", "offen"),
    ("Der Ausgang im Westen ist zu.", ""),
    ("Die Namen der Zeugen sind aus Sicherheitsgründen nicht bekannt.", ""),
    ("Eine Frau im Amt war damals kaum denkbar.", ""),
    ("Nach Angaben der Anwälte sollen noch neun Häftlinge auf ihr Urteil warten.", "sollen"),
    ("Der Umsatz hat sich fast verdoppelt.", "fast"),
    ("In dem Ort leben fast ausschließlich Rentner.", "fast"),
    ("Die Ursache des Brandes ist nicht klar.", "nicht klar"),
    ("Ob er antritt, ist noch nicht entschieden.", "nicht entschieden"),
    ("Die Fähren könnten nur zehn Autos laden.", ""),
    ("Die Funde könnten nur ein Zufall sein.", "könnten"),
    ("Tausende könnten ihre Miete bald nicht mehr zahlen.", "könnten"),
    ("Für das Tier wird ein Gewicht von 30 Kilogramm angenommen.", "angenommen"),
    ("In dem Antrag, der gestern angenommen wurde, steht, dass die Straße schmaler wird.", ""),
    ("Wer kann glauben, dass das gelingt?", ""),
    ("Sie glaubt nicht mehr daran, dass er kommt.", ""),
    ("Die Befürchtungen haben sich nicht als begründet erwiesen.", ""),
    ("Im Landkreis gibt es drei Verdachtsfälle.", "Verdachtsfälle"),
    ("Die Organisation weist darauf hin, dass der Kurs ausfällt.", ""),
    ("Zu klären ist, wie lange sich die Soldaten dort aufhalten sollen.", ""),
    ("Der frühest mögliche Termin ist im Mai.", ""),
    ("Ein nicht erwartetes Ergebnis überraschte die Forscher.", ""),
    ("Hintergrund sollen Streitigkeiten um Geld sein.", "sollen"),
    ("Der Täter soll ein Nachbar sein.", "soll"),
    ("Der Neubau soll ein Treffpunkt sein.", ""),
    ("Es gibt eine Schätzung, wonach 3000 Tiere fehlen.", "Schätzung"),
    ("Um 1500 v. Chr. brannte die Siedlung.", "Um"),
    ("Der Preis stieg um 1500 Euro.", ""),
    ("Ihm war nicht klar, dass das Tor zu war.", ""),
    ("Die Preise könnten nur langsam sinken.", "könnten"),
    ("Man darf nicht erwarten, dass alles sofort gelingt.", ""),
    ("Es ist möglich, dass der Mann noch lebt.", "möglich"),
    ("Es ist denkbar, dass er kommt.", "denkbar"),
    ("Dass sie kommt, ist möglich.", "möglich"),
    ("Vom neuen Gesetz sollen Familien profitieren.", ""),
    ("Bei Verstößen sollen Bußgelder drohen.", ""),
    ("Die Bürger sollen zu Hause warten.", ""),
    ("Sollten die Zinsen sinken, dürften die Preise wieder steigen.", "dürften"),
    ("Durch den Streik könnten nicht nur Züge ausfallen, sondern auch Flüge.", "könnten"),
    ("Bei der Wahl könnten nur zwei Parteien gewinnen.", "könnten"),
    ("Die Zahl der Fälle stieg um 1200 nach 900 am Vortag.", ""),
    ("Das Paket in Höhe von 3 Milliarden Euro wurde mit großer Mehrheit angenommen.", ""),
    ("Der Mann, von dem angenommen wird, dass er tot ist, lebt.", "angenommen"),
    ("Die Begriffe sind nicht klar definiert.", ""),
    ("Das Wasser ist nicht klar.", ""),
    ("Das Denkmal für die Toten soll ein Ort der Ruhe sein.", ""),
    ("Die Opfer sollen eine Entschädigung haben.", ""),
    ("Bis Mittwoch sollen 20 Menschen getötet worden sein.", "sollen"),
    ("Bis zum 31. Dezember sollen alle Häuser saniert worden sein.", ""),
    ("Zu den Hintergründen der Tat ist noch nichts bekannt.", ""),
    ("Der Notausgang war offen.", ""),
    ("Die Umfrage ist bis Freitag offen.", ""),
    ("Regierungen weisen darauf hin, dass die Zeit drängt.", ""),
    ("Das Spiel ist noch nicht entschieden.", ""),
    ("Die Ursache soll ein Defekt sein.", "soll"),
    ("Befürchtungen, dass die Preise steigen, sind unbegründet.", ""),
    ("Ein Anschlag war durchaus denkbar.", "denkbar"),
    ("Die Zahl der Fälle hat sich seit Januar etwa verdoppelt.", "etwa"),
    ("Der Gewinn hat sich in diesem Jahr knapp halbiert.", "knapp"),
    ("Der Preis hat sich in zwanzig Jahren rund verzehnfacht.", "rund"),
    ("Sie hat das Brot gut verpackt und den Teig halbiert.", ""),
    ("Der Sender will aber wissen, dass der Mann gelogen hat.", "will"),
    ("Der Sender will wissen, ob der Mann gelogen hat.", ""),
    ("Bis die Arbeiten beginnen könnten, werden noch Monate vergehen.", ""),
    ("Bis Freitag könnten die Arbeiten beginnen.", "könnten"),
    ("Nach einem Hinweis auf ein Versteck kam die Polizei.", ""),
    ("Die Polizei hat einen anonymen Hinweis auf das Versteck bekommen.", ""),
    ("Es gibt einen Hinweis auf einen zweiten Täter.", "Hinweis"),
    ("Die Männer waren augenscheinlich betrunken.", "augenscheinlich"),
    ("Nach erster Einschätzung handelt es sich um einen Fehler.", "Nach erster Einschätzung"),
    ("Bei etwa jedem hundertsten Besucher wurde der Ausweis geprüft.", "etwa"),
    ("Wer etwa jeden Mieter anruft, hat viel zu tun.", ""),
    ("Gut jeder Vierte fährt mit dem Rad.", "Gut"),
    ("Bisherigen Informationen zufolge starben vier Menschen.", "Bisherigen Informationen zufolge"),
    ("Laut ersten Erkenntnissen war es Brandstiftung.", "Laut ersten Erkenntnissen"),
    ("Laut der Polizei war es Brandstiftung.", ""),
    ("Auch ein Anschlag ist denkbar.", "denkbar"),
    ("Auch eine Koalition ist denkbar.", ""),
    ("Ein Sieg ist nicht denkbar.", ""),
    ("Das Spiel war denkbar knapp.", ""),
    ("Anwohner fürchten einen Anstieg der Mieten.", "fürchten"),
    ("Viele fürchten den sozialen Abstieg.", ""),
    ("Kinder fürchten Hunde.", ""),
    ("Die Länder erwarten Mehrkosten durch das Gesetz.", "erwarten"),
    ("Die Länder erwarten eine Entschuldigung.", ""),
    ("Der Termin liegt noch nicht fest.", "nicht fest"),
    ("Die Polizei konnte einen Zusammenhang zunächst nicht bestätigen.", "nicht bestätigen"),
    ("Die Polizei konnte den Bericht nicht bestätigen.", ""),
    ("Ein Sprecher wollte den Bericht bislang nicht bestätigen.", ""),
    ("Ca. 90 Leute kamen.", "Ca."),
    ("Am Nachmittag sind im Schwarzwald einzelne Gewitter möglich.", "möglich"),
    ("Auch ein technischer Defekt ist möglich.", "möglich"),
    ("Laut dem Magazin soll der Verein bereits mit einem Nachfolger verhandeln.", "soll"),
    ("Der 45-Jährige soll der Mafia angehören.", "soll"),
    ("Der Täter muss durch ein Kellerfenster eingestiegen sein.", "muss"),
    ("Bewerber müssen fünf Jahre in der Stadt gelebt haben.", ""),
    ("Die Bauern fürchten eine Missernte.", "fürchten"),
    ("Die Temperaturen steigen auf Werte um 30 Grad.", "um"),
    ("Die Temperaturen steigen um 3 Grad.", ""),
    ("Der Präsident wird am Freitag in Paris erwartet.", ""),
    ("Der Minister wird von Experten als Sieger erwartet.", "erwartet"),
    ("Ein Urteil wird im Mai erwartet.", "erwartet"),
    ("Der Streit um die 30 Windräder geht weiter.", ""),
    ("In der Debatte ging es um die 500 Millionen Euro für die Bahn.", ""),
    ("Es kamen um die 30 Gäste.", "um die"),
    ("Wenn der Verein mehr Geld hätte, könnte er den Spieler halten.", ""),
    ("Wäre der Zaun höher gewesen, könnte das Kind noch leben.", ""),
    ("Wenn es regnet, könnte das Spiel ausfallen.", "könnte"),
    ("Die Akten offenbaren schwere Versäumnisse.", ""),
    ("Das Gericht wies die Klage als offensichtlich unzulässig ab.", ""),
    ("Der Abgeordnete wurde nicht aus der Partei ausgeschlossen.", ""),
    ("Ein Anschlag wird nicht ausgeschlossen.", "nicht ausgeschlossen"),
    ("Der Mann hatte Gerüchte über seine Chefin verbreitet.", ""),
    ("Es gibt Gerüchte über einen Verkauf.", "Gerüchte"),
    ("Der Banker verlor mit Spekulationen an der Börse Millionen.", ""),
    ("Etwa zur gleichen Zeit brannte ein Auto.", "Etwa"),
    ("Sie kamen etwa zum Fest.", ""),
    ("Alles spricht für einen Unfall.", "Alles spricht für"),
    ("Es bleibt abzuwarten, wer kommt.", "abzuwarten"),
    ("Er hatte nur den Regen abzuwarten.", ""),
    ("Angenommen, der Plan scheitert: Was dann?", ""),
    ("Der Verdacht hat sich bestätigt.", ""),
    ("Der Verdacht hat sich bisher nicht bestätigt.", "nicht bestätigt"),
    ("Mit dem Geld könnte man drei Schulen bauen.", ""),
    ("Mit dem Geld könnten drei Schulen entstehen.", "könnten"),
    ("Eine offizielle Bestätigung gab es zunächst nicht.", "Bestätigung"),
    ("Eine Bestätigung steht noch aus.", "Bestätigung"),
    ("Die Bestätigung kam am Abend.", ""),
    ("Er hat das wohl gewusst.", "wohl"),
    ("Sie hat das Wohl der Kinder im Blick.", ""),
    ("Über ein Drittel der Verletzten sollen Studenten und Lehrkräfte sein.", "sollen"),
    ("Ein Drittel der Plätze soll frei sein.", ""),
    ("Unter den Toten sollen drei Kinder sein.", "sollen"),
    ("Unter den Linden soll eine Fußgängerzone sein.", ""),
    ("Dem Verein soll ein Angebot aus England vorliegen.", "soll"),
    ("Der Entwurf soll dem Kabinett bis Mai vorliegen.", ""),
    ("Die Motivlage ist nicht eindeutig bestimmbar.", "nicht eindeutig bestimmbar"),
    ("Tattoos sind fast ein Erkennungszeichen.", ""),
    ("Die Fläche ist etwa ein Fußballfeld groß.", "etwa"),
    ("Rund ein Kubikkilometer Eis brach ab.", "Rund"),
    ("Etwa eine Autostunde von Köln liegt der Ort.", "Etwa"),
    ("Das entspricht in etwa dem Vorrat eines Jahres.", "etwa"),
    ("Das Gericht hat die Frage nicht geklärt.", ""),
    ("Die Frage wurde nicht geklärt.", "nicht geklärt"),
    ("Er hat sein Tattoo wohl bedacht gewählt.", ""),
    ("Das Ministerium erwartet Seuchen in den überfluteten Gebieten.", "erwartet"),
    ("Fünf der Toten sollen Touristen sein.", "sollen"),
    ("Fünf der Busse sollen Elektrobusse sein.", ""),
    ("Ein Vorteil ist, dass die Strahlung dort am stärksten sein soll.", "soll"),
    ("Im Netz kursiert ein Video, das den Angriff zeigen soll.", "soll"),
    ("Die Ausstellung soll das Leben auf dem Dorf zeigen.", ""),
    ("Es gibt Videos, auf denen die Tat zu sehen sein soll.", "soll"),
    ("Das Video soll auf der Website zu sehen sein.", ""),
    ("Der Minister muss die Arbeit mit Absicht abgeschrieben haben.", "muss"),
    ("Der Mieter muss die Wohnung verlassen haben, bevor der Makler kommt.", ""),
    ("Es ist möglich, dass er in Rom, Italien, als Zeuge aussagen könnte.", "möglich könnte"),
    ("Ersten Erkenntnissen der Polizei zufolge war der Fahrer betrunken.", "Ersten Erkenntnissen"),
    ("Die ersten Erkenntnisse der Polizei liegen vor.", ""),
    ("Ein Anschlag gilt als möglich.", "möglich"),
    ("Offiziell bestätigt ist der Bericht nicht.", "bestätigt"),
    ("Bestätigt ist, dass der Zug nicht hielt.", ""),
    ("Ein Rücktritt ist kaum vorstellbar.", "kaum vorstellbar"),
    ("Das Leid der Menschen ist kaum vorstellbar.", ""),
    ("Der Vorstand geht von einem Gewinn in Höhe von drei Millionen Euro aus.", "geht"),
    ("Der Anrufer soll ein Arzt sein.", "soll"),
    ("Je eher wir entscheiden, denke ich, desto besser.", "denke"),
    ("Er denkt an seinen Urlaub.", ""),
    ("Man muss daran denken, dass es regnen kann.", ""),
    ("Es gibt keine Gründe, die den Eingriff rechtfertigen könnten.", ""),
    ("Es gibt Gründe, die den Eingriff rechtfertigen könnten.", "könnten"),
    ("Beraten wird, wie den Menschen geholfen werden könnte.", ""),
    ("Weder der Vertrag noch das Gesetz könnte das Land dazu verpflichten.", ""),
    ("Das Treffen soll ein Zeichen sein.", ""),
    ("Hinter dem Konto soll ein früherer Mitarbeiter stecken.", "soll"),
]


@pytest.mark.parametrize(("text", "hedge"), AMBIGUOUS)
def test_ambiguous_words_in_real_sentences(nlp: Language, text: str, hedge: str) -> None:
    """Each word of the codebook in a use that counts and in one that does not, through the whole pipeline."""
    doc = nlp(text)
    assert " ".join(doc[h["start"] : h["end"]].text for h in find_hedges(doc)) == hedge


def test_hearsay_without_a_source_is_the_newsrooms(nlp: Language) -> None:
    doc = nlp("Bei dem Angriff starben zwölf Menschen. Rund 800 Menschen sollen verletzt worden sein.")
    assert {h["voice"] for h in find_hedges(doc)} == {"newsroom"}
    said = nlp("Der Sprecher sagte, wahrscheinlich seien 800 Menschen verletzt.")
    assert [h["voice"] for h in find_hedges(said)] == ["quoted"]


def test_the_speaker_of_reported_speech_is_counted_by_the_newsroom(nlp: Language) -> None:
    doc = nlp("Nahezu alle Betriebe klagen über fast leere Kassen.")
    assert [(doc[h["start"]].text, h["voice"]) for h in find_hedges(doc)][:1] == [("Nahezu", "newsroom")]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("Er sagte, sie müssten „jetzt handeln. Je eher sie beginnen, denke ich, desto besser“.", ["quoted"]),
        ("Heute müsse mit Regen gerechnet werden. Am Abend könnten Gewitter auftreten.", ["quoted", "quoted"]),
        ("Heute regnet es. Am Abend könnten Gewitter auftreten.", ["newsroom"]),
    ],
)
def test_reports_go_on_over_the_end_of_a_sentence(nlp: Language, text: str, voices: list[str]) -> None:
    assert [h["voice"] for h in find_hedges(nlp(text))] == voices


def test_a_version_that_is_told_is_its_tellers(nlp: Language) -> None:
    doc = nlp(
        "Der Trainer blieb bei seiner Darstellung, wonach der Schiedsrichter an der Niederlage schuldig sein soll."
    )
    assert [h["voice"] for h in find_hedges(doc)] == ["quoted"]


def test_what_only_first_findings_say_is_the_newsrooms(nlp: Language) -> None:
    """Nobody is quoted with them unless it is said whose they are."""
    nobody = nlp("Ersten Erkenntnissen zufolge dürfte ein Defekt die Ursache sein.")
    assert [(h["lemma"], h["voice"]) for h in find_hedges(nobody)][-1] == ("dürfen", "newsroom")
    police = nlp("Nach ersten Erkenntnissen der Polizei dürfte ein Defekt die Ursache sein.")
    assert [(h["lemma"], h["voice"]) for h in find_hedges(police)][-1] == ("dürfen", "quoted")


def test_a_guess_in_reported_mood_is_reported(nlp: Language) -> None:
    doc = nlp("Mehrere Menschen seien gefunden worden. Man gehe davon aus, dass sie tot sind.")
    assert [h["voice"] for h in find_hedges(doc)] == ["quoted"]
    doc = nlp("Mehrere Menschen wurden gefunden. Man geht davon aus, dass sie tot sind.")
    assert [h["voice"] for h in find_hedges(doc)] == ["newsroom"]


def test_a_past_tense_in_e_is_not_reported_mood(nlp: Language) -> None:
    doc = nlp("Schuld war die Heizung, die fast den ganzen Winter lang den Saal verrußte und verhüllte.")
    assert [h["voice"] for h in find_hedges(doc)] == ["newsroom"]


def test_in_a_condition_nobody_assumes(nlp: Language) -> None:
    doc = nlp("Sollte der Antrag angenommen werden, könnte die Seite bald wieder erreichbar sein.")
    assert [h["voice"] for h in find_hedges(doc) if h["lemma"] == "können"] == ["newsroom"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("„Das stimmt nicht“, würde Müller sagen.", "direct_verb"),
        ("Auf die Frage, wer das war, hätte er geantwortet, er wisse es nicht.", "indirect_after_say"),
        ("Wenn das stimmt, sollte der Minister sagen, dass er geht.", "indirect_after_say"),
        ("Sollte der Antrag angenommen werden, könnte die Seite bald wieder erreichbar sein.", ""),
    ],
)
def test_only_a_verb_that_opens_the_sentence_makes_a_condition(nlp: Language, text: str, rule: str) -> None:
    rules = [quote["rule"] for quote in nlp(text)._.newskit_quotes]
    assert rule in rules if rule else not rules
