"""Every list and every category of it: a line of the user's adds or changes a finding, weight 0 takes newskit's away."""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest
from spacy.tokens import Doc

import newskit as nk
from newskit.analyzers.readability import measure
from newskit.analyzers.sentiment.component import judge_spans
from newskit.corpus import clean, outlet_name
from newskit.errors import InputError
from newskit.german.inflection import inflect
from newskit.german.roles import Roles
from newskit.pipeline import load_pipeline
from newskit.resources import CLOSED, NAMES, Lexicons, read_list

#: The columns that code reads. A column `note`, where a list has one, is for people.
COLUMNS = {name: ["lemma", "category", "weight"] for name in NAMES} | {
    "cues": ["lemma", "category", "weight", "addressee", "when"],
    "roles": ["lemma", "category", "weight", "gender", "kind"],
    "hedges": ["lemma", "category", "weight", "strength", "when", "rule", "inflects", "parts"],
    "agencies": ["lemma", "category", "weight", "kind"],
    "orgs": ["lemma", "category", "weight", "kind", "same_as"],
    "polarity": ["lemma", "category", "weight", "polarity", "about"],
    "frames": ["lemma", "category", "weight", "polarity", "voice"],
    "boilerplate": ["lemma", "category", "weight", "place"],
    "syllables": ["lemma", "category", "weight", "syllables"],
    "verbs": ["lemma", "category", "weight", "present", "past", "participle", "subjunctive", "prefix"],
}
MORE = {
    "roles": {"gender": "male", "kind": "person"},
    "orgs": {"kind": "organisation"},
    "agencies": {"kind": "text"},
    "boilerplate": {"place": "line"},
    "polarity": {"polarity": "negative", "about": "actor"},
    "frames": {"polarity": "negative"},
    "syllables": {"syllables": "9"},
    "separable": {"prefix": "klonk"},
    "verb.effect_dative": {"polarity": "negative", "voice": "quoted"},
    "verbs": {"present": "klirrt", "past": "klorr", "participle": "geklorren", "subjunctive": "klörre"},
}
#: Lines that stand in for others: a verb of `reported` is a verb of reporting in the first place.
BESIDE = {("cues", "reported"): "say", ("cues", "impersonal"): "say"}  # fmt: skip
ROOT = Path(nk.__file__).parent
TEXTS = [path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py")]
CODE = "\n".join(TEXTS)
BODY = "Der Rat hat am Montag beschlossen, dass die Brücke neu gebaut wird. Die Kosten trägt das Land.\n\n"
TOLD = "{} teilte mit, das Haus sei leer."
SAYS = "Der {} sagte, das Haus sei leer."
NAV = r"(?:Vorig|Nächst|Vorherig|Folgend)e[rs]? (?:Artikel|Beitrag|Meldung|Seite|Bild|Thema)|(?:Artikel|Beitrag) (?:zurück|weiter)"

# list, category, a sentence, newskit's word, a word of one's own; a word that the list has in another form: (form, lemma).
CASES = [
    ("cues", "say", "Der Rat wird {}, dass das Haus leer ist.", "sagen", "hobeln"),
    ("cues", "say", "Der Rat wird {}, dass das Haus leer ist.", "bekannt geben", "blau malen"),
    ("cues", "think", "Der Rat wird {}, dass das Haus leer ist.", "vermuten", "schleifen"),
    ("cues", "think", "Der Rat ist {}, dass das Haus leer ist.", "optimistisch", "viereckig"),
    ("cues", "demand", "Der Rat wird {}, dass das Haus leer ist.", "fordern", "tapezieren"),
    ("cues", "evaluate", "Der Rat wird {}, dass das Haus leer ist.", "rügen", "verputzen"),
    ("cues", "announce", "Der Rat wird {}, dass das Haus leer ist.", "androhen", "polieren"),
    ("cues", "document", "Das Buch wird {}, dass das Haus leer ist.", "belegen", "lackieren"),
    ("cues", "question", "Der Rat wird {}, ob das Haus leer ist.", "anfragen", "bügeln"),
    ("cues", "noun", "Die {} des Rates, das Haus sei leer, gilt.", "Behauptung", "Gardine"),
    ("cues", "light", "Der Rat wird die Ansicht {}, dass das Haus leer ist.", "teilen", "bemalen"),
    ("cues", "reported", "Gestern {} der Rat mehr Geld.", ("forderte", "fordern"), ("stapelte", "stapeln")),
    ("cues", "prep", "Das Haus ist {} Anna Kolb leer.", "laut", "ausweislich"),
    ("cues", "postposition", "Das Haus ist Anna Kolb {} leer.", "zufolge", "vertrauend"),
    ("cues", "attribution", "Nach {} der Stadt ist das Haus leer.", "Beobachtung", "Tapete"),
    ("cues", "parenthetical", "Das Haus ist leer, {} Anna Kolb.", "so", "nochmals"),
    ("cues", "adverb", "{} ist das Haus leer.", "demnach", "plakatgemäß"),
    ("cues", "adverb", "Das Haus ist {} leer.", "angabegemäß", "flugblattgemäß"),
    ("cues", "relative_adverb", "Es gibt einen Plan, {} das Haus leer ist.", "wonach", "womit"),
    ("cues", "impersonal", "In dem Bericht {} es, das Haus sei leer.", ("heißt", "heißen"), ("malt", "malen")),
    ("roles", "politics", SAYS, "Kanzler", "Stapler"),
    ("roles", "administration", SAYS, "Kreisarchivar", "Zapfer"),
    ("roles", "security", SAYS, "Kriminalbeamte", "Schaber"),
    ("roles", "business", SAYS, "Unternehmer", "Kehrer"),
    ("roles", "association", SAYS, "Gewerkschafter", "Hobler"),
    ("roles", "expert", SAYS, "Ökonom", "Rührer"),
    ("roles", "citizen", SAYS, "Kleinbauer", "Bohrer"),
    ("roles", "media", SAYS, "Gazette", "Nieter"),
    ("roles", "agency", SAYS, "Nachrichtenagentur", "Feger"),
    ("roles", "other", SAYS, "Musiker", "Falzer"),
    ("roles", "unknown", SAYS, "Sprecher", "Stanzer"),
    ("orgs", "politics", TOLD, "SPD", "KLVX"),
    ("orgs", "media", TOLD, "Economist", "Klunkerwerk"),
    ("orgs", "business", TOLD, "ExxonMobil", "KRWX"),
    ("orgs", "association", TOLD, "Economiesuisse", "Klonkrat"),
    ("orgs", "expert", TOLD, "DKFZ", "KVWL"),
    ("orgs", "administration", TOLD, "AGES", "Klempag"),
    ("orgs", "security", TOLD, "FBI", "KDWX"),
    ("orgs", "other", TOLD, "Berlinale", "Klirrfest"),
    ("first_names", "female", "{} Kolb sagte, das Haus sei leer.", "Anna", "Xandrine"),
    ("first_names", "male", "{} Kolb sagte, das Haus sei leer.", "Karl", "Elvar"),
    ("hedges", "epistemic_adverb", "Er kommt {}.", "vermutlich", "munkelbar"),
    ("hedges", "epistemic_modal", "Das {} helfen.", ("könnte", "können"), ("stapelt", "stapeln")),
    ("hedges", "reportative_modal", "Der Mann {} reich sein.", ("soll", "sollen"), ("hobelt", "hobeln")),
    ("hedges", "evidential", "Er kommt {}.", "angeblich", "raunbar"),
    ("hedges", "approximator", "Er hat {} 300 Euro.", "annäherungsweise", "zählbar"),
    ("hedges", "epistemic_verb", "Viele {}, dass er kommt.", "befürchten", "schleifen"),
    ("hedges", "phrase", "Es gibt das {}, dass er kommt.", "Gerücht", "Brett"),
    ("polarity", "verb", "Anna Kolb wird {}.", "abschlachten", "stapeln"),
    ("polarity", "noun", "Anna Kolb zeigt große {}.", "Feigheit", "Gardinen"),
    ("polarity", "adj", "Anna Kolb ist {}.", "abartig", "viereckig"),
    ("polarity", "adv", "Anna Kolb arbeitet {}.", "blindlings", "rautig"),
    ("polarity", "phrase", "Anna Kolb ist {}.", "aller Ehren wert", "aus Holz gemacht"),
    ("frames", "adj.an", "Der Stadtrat ist {} an Anna Kolb.", "schuld", "viereckig"),
    ("frames", "adj.auf", "Der Stadtrat ist {} auf Anna Kolb.", "böse", "dreieckig"),
    ("frames", "adj.dative", "Der Stadtrat ist dem Minister {}.", "unterlegen", "gestreift"),
    ("frames", "adj.für", "Der Stadtrat ist {} für Anna Kolb.", "beschämend", "sechseckig"),
    ("frames", "adj.gegenüber", "Der Stadtrat ist {} gegenüber Anna Kolb.", "ablehnend", "achteckig"),
    ("frames", "adj.mit", "Der Stadtrat ist {} mit Anna Kolb.", "befreundet", "holzig"),
    ("frames", "adj.subject", "Anna Kolb ist {}.", "bedroht", "abartig"),
    ("frames", "adj.von", "Der Stadtrat ist {} von Anna Kolb.", "angetan", "blechern"),
    ("frames", "adj.über", "Der Stadtrat ist {} über Anna Kolb.", "besorgt", "kariert"),
    *(("frames", f"noun.{word}", f"Die {{}} {word} Anna Kolb war gestern Thema.", ours, own) for word, ours, own in (
        ("an", "Anstoß", "Tapete"), ("auf", "Attacke", "Lampe"), ("für", "Abfuhr", "Gardine"), ("gegen", "Abneigung", "Leiter"),
        ("gegenüber", "Hochachtung", "Schublade"), ("in", "Misstrauen", "Klinke"), ("mit", "Bruch", "Matratze"), ("um", "Affaire", "Vase"),
        ("von", "Abkehr", "Kanne"), ("vor", "Abscheu", "Schaufel"), ("zu", "Abstand", "Bürste"), ("über", "Aufregung", "Zange"))),
    ("frames", "noun.author", "Die {} von Anna Kolb an dem Gauner Karl Brandt war laut.", "Anerkennung", "Feigheit"),
    ("frames", "noun.compound", "Der SPD-{} beschäftigt die Stadt.", "Debakel", "Vorhang"),
    ("frames", "noun.genitive", "Die {} der Bürgermeisterin Anna Kolb war gestern Thema.", "Abwahl", "Kelle"),
    *(("frames", f"verb.{word}", f"Der Stadtrat wird {word} Anna Kolb {{}}.", ours, own) for word, ours, own in (
        ("an", "Anstoß nehmen", "stapeln"), ("auf", "bauen", "hobeln"), ("für", "begeistern", "tapezieren"), ("gegen", "agitieren", "gipsen"),
        ("hinter", "scharen", "bügeln"), ("in", "Hoffnung setzen", "lackieren"), ("mit", "abrechnen", "verputzen"), ("um", "ranken", "stricken"),
        ("von", "abraten", "häkeln"), ("vor", "Abscheu haben", "sägen"), ("zu", "Abstand halten", "raspeln"), ("über", "ablästern", "schraffieren"))),
    ("frames", "verb.clears", "Das Gericht wird die Betrügerin Anna Kolb {}.", "entlasten", "polieren"),
    ("frames", "verb.dative", "Der Stadtrat wird Anna Kolb {}.", "Abfuhr erteilen", "Vorhang zeigen"),
    ("frames", "verb.effect", "Anna Kolb wird die Korruption {}.", "abbauen", "fräsen"),
    ("frames", "verb.effect_dative", "Der Stadtrat wird Anna Kolb die Ehrlichkeit {}.", "aberkennen", "dübeln"),
    ("frames", "verb.genitive", "Der Stadtrat wird die Abberufung der Bürgermeisterin Anna Kolb fordern.", "Abberufung fordern", None),
    ("frames", "verb.genitive", "Der Stadtrat wird die Schraube der Bürgermeisterin Anna Kolb stemmen.", None, "Schraube stemmen"),
    ("frames", "verb.has", "Anna Kolb wird Mut {}.", "aufweisen", "kneten"),
    ("frames", "verb.object", "Der Stadtrat wird Anna Kolb {}.", "abberufen", "nummerieren"),
    ("frames", "verb.predicate_object", "Der Stadtrat wird Anna Kolb als mutig {}.", "abstempeln", "kacheln"),
    ("frames", "verb.predicate_subject", "Anna Kolb wird mutig {}.", "abschneiden", "schnitzen"),
    ("frames", "verb.subject", "Anna Kolb wird {}.", "abfertigen", "jonglieren"),
    ("abbreviations", "title", "Er sah {} Müller im Rat.", "Abg.", "Klk."),
    ("abbreviations", "unit", "Er kaufte drei {} Brote im Rat.", "Dtzd.", "Lmk."),
    ("abbreviations", "month", "Er kam im {} Müller war da.", "Febr.", "Rmk."),
    ("abbreviations", "common", "Er sah {} Müller im Rat.", "Abschn.", "Tmk."),
    ("abbreviations", "legal", "Er sah {} Müller im Rat.", "Az.", "Wmk."),
    ("abbreviations", "multi", "Er sah {} Der Rat kam.", "i.d.R.", None),
    ("abbreviations", "multi", "Er sah {} Müller kam.", None, "klk.lmk."),
    ("agencies", "dpa", BODY + "Berlin ({}) - Der Rat.", "dpa", "klkx"),
    ("boilerplate", "nav", BODY + "{}", ("Voriger Artikel", NAV), "Klonk dazu"),
    ("outlets", "DER SPIEGEL", "{}", "spiegel.de", "klonk.de"),
    ("verbs", "strong", "{}", "geben", "schieken"),
    ("verbs", "weak", "{}", "schmarotzen", "klönken"),
    ("verbs", "mixed", "{}", "denken", "klenken"),
    ("verbs", "modal", "{}", "können", "klömmen"),
    ("verbs", "irregular", "{}", "werden", "klerden"),
    ("verbs", "separable", "{}", "unterbringen", "klonkhalten"),
    ("syllables", "word", "Er hat {} dabei.", "date", "klonk"),
    ("syllables", "part", "Er hat das {}haus dabei.", "accessoire", "krunk"),
]  # fmt: skip


def _row(name, category, word, weight):
    lemma = word[1] if isinstance(word, tuple) else word
    if name == "abbreviations":
        weight = weight.replace("1", "0.01")
    more = MORE.get(category, MORE.get(name, {}))
    values = {"lemma": lemma, "category": category, "weight": weight} | more
    return "\t".join(values.get(column, "") for column in COLUMNS[name])


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """For each list a folder that adds the words of one's own, one that removes newskit's, and one with what the first needs besides."""
    made = {}
    for name in NAMES:
        cases = [case for case in CASES if case[0] == name]
        beside = [_row(name, BESIDE[c[:2]], c[4], "1") for c in cases if c[:2] in BESIDE]
        rows = {
            "added": [*beside, *(_row(name, c[1], c[4], "1") for c in cases if c[4])],
            "removed": [_row(name, c[1], c[3], "0") for c in cases if c[3]],
            "beside": beside,
        }
        for kind, lines in rows.items():
            made[kind, name] = tmp_path_factory.mktemp(f"{kind}_{name}")
            text = "\n".join(["\t".join(COLUMNS[name]), *lines, ""])
            (made[kind, name] / f"{name}.tsv").write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def bare():
    return load_pipeline(analyzers=False)


@pytest.fixture(scope="module")
def findings(bare):
    """A function that gives what a list finds in a text with a folder of one's own lines ("" for newskit's alone)."""
    parsed, pipes = {}, {}

    def component(name, folder):
        if (name, folder) not in pipes:
            pipes[name, folder] = bare.create_pipe(name, config={"lexicons": folder})
        return pipes[name, folder]

    def analyzed(text, folder, *names):
        if text not in parsed:
            parsed[text] = bare(text).to_bytes()
        doc = Doc(bare.vocab).from_bytes(parsed[text])
        for name in names:
            doc = component(f"newskit_{name}", folder)(doc)
        return doc._

    def found(name, text, folder=""):
        if name == "cues":
            return analyzed(text, folder, "quotes").newskit_quotes
        if name in {"roles", "orgs", "first_names"}:
            return analyzed(text, folder, "quotes", "sources").newskit_sources
        if name == "verbs":
            return inflect(text, folder)
        if name == "hedges":
            return analyzed(text, folder, "quotes", "hedges").newskit_hedges
        if name == "frames" and "SPD-" in text:
            doc = Doc(bare.vocab).from_bytes(bare(text).to_bytes())
            return judge_spans(doc, [(text.index("SPD"), text.index("SPD") + 3)], folder)
        if name in {"polarity", "frames"}:
            found = analyzed(text, folder, "quotes", "sources", "sentiment").newskit_sentiment
            return [(f["start"], f["polarity"]) for f in found]
        if name == "abbreviations":
            return [s.text for s in component("newskit_layout", folder)(bare.make_doc(text)).sents]
        if name == "agencies":
            return nk.load_articles(pd.DataFrame({"text": [text]}), lexicons=folder or None).agencies[0]
        if name == "boilerplate":
            return clean(text, lexicons=folder).cuts
        if name == "outlets":
            return outlet_name(text, lexicons=folder)
        return measure(_marked(Doc(bare.vocab).from_bytes(bare(text).to_bytes()), folder))["n_syllables"]

    return found


def _marked(doc, folder):
    if folder:
        doc.user_data["newskit_lexicons"] = folder
    return doc


def _form(word):
    return word[0] if isinstance(word, tuple) else word


def _in(sentence, word):
    text = sentence.format(_form(word))
    return text[:1].upper() + text[1:] if " " in text else text


@pytest.mark.parametrize(("name", "category", "sentence", "ours"), [c[:4] for c in CASES if c[3]])
def test_weight_0_removes(findings, folders, name, category, sentence, ours):
    text = _in(sentence, ours)
    assert findings(name, text, str(folders["removed", name])) != findings(name, text)


@pytest.mark.parametrize(("name", "category", "sentence", "own"), [(*c[:3], c[4]) for c in CASES if c[4]])
def test_a_line_of_ones_own_adds(findings, folders, name, category, sentence, own):
    text = _in(sentence, own)
    beside = str(folders["beside", name]) if (name, category) in BESIDE else ""
    found = findings(name, text, str(folders["added", name]))
    assert found != findings(name, text, beside)
    if name in {"roles", "orgs"}:
        assert [source["role"] for source in found] == [category]
    if name == "first_names":
        assert [source["gender"] for source in found] == [category]
    if name == "orgs":
        assert [source["kind"] for source in found] == ["organisation"]


def test_a_word_of_ones_own_proves_one_category():
    words = [(c[0], c[4]) for c in CASES if c[4]]
    assert [word for word in set(words) if words.count(word) > 1] == []
    assert not {(n, w) for n, w in words if n == "roles" and Roles.of("").noun(w)}


@pytest.mark.parametrize("name", NAMES)
def test_every_category_has_a_case(name):
    categories = {e.category for e in Lexicons.of("").entries(name)}
    tried = {case[1] for case in CASES if case[0] == name}
    if name == "words":
        asking = [*Lexicons.of("").entries("hedges"), *Lexicons.of("").entries("cues")]
        conditions = " ".join(f"{e.more['when']} {e.more.get('parts', '')}" for e in asking)
        asked = re.findall(r"@(\w+)", conditions)
        tried = {*asked, *(category for category in categories if f'"{category}"' in CODE)}
    assert tried == categories if name in CLOSED or name in {"frames", "verbs", "words"} else tried <= categories


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_read_or_a_note(name):
    with (ROOT / "resources" / "de" / f"{name}.tsv").open(encoding="utf-8") as file:
        header = next(csv.reader(file, delimiter="\t"))
    assert sorted(set(header) - {"note"}) == sorted(COLUMNS[name])
    readers = [text for text in TEXTS if f'entries("{name}")' in text]
    assert readers
    unread = [c for c in COLUMNS[name][3:] if not any(f'"{c}"' in text and ".more" in text for text in readers)]
    assert unread == []


@pytest.mark.parametrize("name", NAMES)
def test_a_list_holds_a_line_once(name):
    rows = [(e.category, e.lemma) for e in read_list(ROOT / "resources" / "de" / f"{name}.tsv")]
    assert len(rows) == len(set(rows))


def test_load_pipeline_reads_all_lists_of_a_folder(folders):
    nlp = load_pipeline(lexicons=folders["removed", "cues"])
    assert nlp("Laut Anna Kolb ist das Haus leer.")._.newskit_quotes == []
    text = _in(*[(c[2], c[4]) for c in CASES if c[:2] == ("abbreviations", "title")][0])
    nlp = load_pipeline(lexicons=folders["added", "abbreviations"])
    assert len(list(nlp(text).sents)) == 1
    short, long = (load_pipeline(lexicons=folders["added", n]) for n in ("roles", "syllables"))
    assert measure(short("Er hat klonk dabei."))["n_syllables"] < measure(long("Er hat klonk dabei."))["n_syllables"]


def test_a_listed_body_stays_a_person_where_the_text_says_so(findings, folders):
    for text in ("Frau KLVX sagte, das Haus sei leer.", "Anna KLVX sagte, das Haus sei leer."):
        assert [source["kind"] for source in findings("orgs", text, str(folders["added", "orgs"]))] == ["person"]


def test_a_column_that_nobody_reads_is_a_slip(tmp_path):
    """With wenn for when the line would count without its condition."""
    (tmp_path / "hedges.tsv").write_text("lemma\tcategory\tweight\twenn\nfix\tapproximator\t1\tnear\n", encoding="utf8")
    with pytest.raises(InputError, match=r"hedges.tsv has a column 'wenn' that nobody reads. Allowed: .*when"):
        Lexicons.of(str(tmp_path)).check()
