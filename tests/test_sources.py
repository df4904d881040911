"""Sources: kind, role, named, gender and merging, as the codebook settles them."""

import pandas as pd
import pytest

import newskit as nk
from newskit.analyzers.quotes import find_quotes, quotes
from newskit.analyzers.sources import find_sources, mentions, sources


def found(nlp, text):
    doc = nlp(text)
    doc._.article_id = "a"
    return sources([doc]), quotes([doc]), mentions([doc])


def test_name_short_form_and_pronoun_are_one_person(nlp):
    text = (
        "Pentagon-Sprecherin Sabrina Singh sagte, die Lage sei ernst.\n"
        "Singh sagte, man prüfe weitere Schritte.\n„Wir sind vorbereitet“, sagte sie am Montag."
    )
    table, quoted, _ = found(nlp, text)
    assert table["name"].tolist() == ["Sabrina Singh"]
    row = table.iloc[0]
    assert (row["kind"], row["role"], row["named"], row["gender"], row["n_quotes"]) == (
        "person",
        "politics",
        True,
        "female",
        3,
    )
    assert quoted["source_id"].nunique() == 1


def test_two_first_names_are_two_people(nlp):
    text = "Peter Müller sagte, er sei zufrieden.\nPetra Müller sagte, sie sei enttäuscht."
    table, _, _ = found(nlp, text)
    assert sorted(table["name"]) == ["Peter Müller", "Petra Müller"]
    assert dict(zip(table["name"], table["gender"], strict=True)) == {"Peter Müller": "male", "Petra Müller": "female"}


def test_person_and_ministry_are_two(nlp):
    text = "Das Verteidigungsministerium teilte mit, die Übung beginne am Montag.\nVerteidigungsministerin Anna Berger sagte, die Übung sei wichtig."
    table, _, _ = found(nlp, text)
    assert sorted(table["name"]) == ["Anna Berger", "Verteidigungsministerium"]
    assert set(table["kind"]) == {"person", "organisation"}


@pytest.mark.parametrize(
    ("text", "gender", "evidence"),
    [
        ("Herr Müller sagte, das sei falsch.", "male", "title"),
        ("Die Sprecherin Petra Müller sagte, das sei falsch.", "female", "noun"),
        ("Petra Müller sagte, das sei falsch. Sie habe das geprüft, sagte sie.", "female", "pronoun"),
        ("Petra Müller sagte, das sei falsch.", "female", "first_name"),
        ("Müller sagte, das sei falsch.", "unknown", "none"),
        ("Das Ministerium sagte, das sei falsch.", "unknown", "none"),
    ],
)
def test_what_tells_the_gender_is_said(nlp, text, gender, evidence):
    """Reports said that no gender rested on a first name alone; many do, and now each says on what it rests."""
    row = sources([nlp(text)]).iloc[0]
    assert (row["gender"], row["gender_evidence"]) == (gender, evidence)


@pytest.mark.parametrize(
    ("text", "kind", "role", "named", "gender"),
    [
        ("Westliche Beamte sagten, die Lage sei ernst.", "group", None, False, "unknown"),
        ("Die Polizei teilte mit, der Mann sei verletzt.", "organisation", "security", True, "unknown"),
        ("Laut einem Augenzeugen war der Wagen rot.", "person", "citizen", False, "male"),
        ("Die Studie ergab, dass die Preise steigen.", "document", "expert", False, "unknown"),
        ("Anwohner berichteten, sie hätten einen Knall gehört.", "group", "citizen", False, "unknown"),
        ("Nach Angaben der Staatsanwaltschaft ist der Mann geständig.", "organisation", "security", True, "unknown"),
        ("Der Kreml erklärte, man sei zu Gesprächen bereit.", "organisation", "politics", True, "unknown"),
    ],
)
def test_kinds_and_roles(nlp, text, kind, role, named, gender):
    table, _, _ = found(nlp, text)
    assert len(table) == 1
    row = table.iloc[0]
    assert (row["kind"], row["named"], row["gender"]) == (kind, named, gender)
    assert role is None or row["role"] == role


@pytest.mark.parametrize(
    "text",
    [
        "Nach ersten Erkenntnissen war Technik die Ursache.",
        "Es hieß, der Plan sei gescheitert.",
        "Die Sonne schien.",
        "",
        "#",
    ],
)
def test_no_speaker_no_source(nlp, text):
    table, _, _ = found(nlp, text)
    assert table.empty


def test_agency_credits_are_no_sources_and_no_actors(nlp):
    _, _, actors = found(nlp, "Berlin (dpa) - Die Polizei sucht Zeugen.\nMit Material von AFP und Reuters")
    assert not set(actors["text"]) & {"dpa", "AFP", "Reuters"}


def test_mentions_have_their_text(nlp):
    text = "Außenminister Karl Weber lobte die SPD. Weber sagte, er sei froh."
    _, _, actors = found(nlp, text)
    assert all(text[m.start : m.end] == m.text for m in actors.itertuples())
    assert {"Karl Weber", "Weber", "SPD"} <= set(actors["text"])


@pytest.mark.parametrize(
    ("text", "names", "kinds"),
    [
        ("Kritiker sagten, der Plan sei falsch.", ["Kritiker"], ["group"]),
        ("Die Piloten sagten, das Wetter sei schlecht gewesen.", ["Piloten"], ["group"]),
        ("Der Randalierer sagte, er habe Angst gehabt.", ["Randalierer"], ["person"]),
        ("Nach Angaben eines israelischen Regierungssprechers gab es keine Verletzten.", ["israelischer Regierungssprecher"], ["person"]),
        ("Nach Angaben des Magazins „Der Spiegel“ war der Vertrag geheim.", ["Der Spiegel"], ["medium"]),
        ("Nach behördlichen Angaben starben zwei Menschen.", ["Behörden"], ["organisation"]),
        ("Die Medien berichteten, der Minister sei krank.", ["Medien"], ["medium"]),
        ("Der Berliner Senat teilte mit, die Brücke sei gesperrt.", ["Berliner Senat"], ["organisation"]),
        ("Wie der Präsident Indonesiens mitteilte, beginnt die Wahl im Mai.", ["Präsident Indonesiens"], ["person"]),
    ],
)  # fmt: skip
def test_names_of_the_unnamed(nlp, text, names, kinds):
    table, _, _ = found(nlp, text)
    assert (table["name"].tolist(), table["kind"].tolist()) == (names, kinds)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Der Bundespräsident sagte, die Lage sei ernst. Bundespräsident Karl Weber sagte, man müsse handeln.", ["Karl Weber"]),
        ("Die Umweltorganisation WWF warnte, der Bestand sei klein. Die Umweltorganisation forderte mehr Schutz.", ["WWF"]),
        ("Das Bundeskriminalamt (BKA) teilte mit, der Mann sei tot. Laut BKA war er bewaffnet.", ["Bundeskriminalamt"]),
        ("Franz-Josef Berg sagte, er sei froh. Franz Josef Berg sagte, er gehe bald.", ["Franz Josef Berg"]),
    ],
)  # fmt: skip
def test_forms_of_one_source_are_merged(nlp, text, names):
    assert found(nlp, text)[0]["name"].tolist() == names


def test_holders_of_one_office_in_two_bodies_are_two(nlp):
    text = "Der Sprecher der Polizei sagte, die Straße sei frei. Der Sprecher der Feuerwehr sagte, das Feuer sei aus."
    assert len(found(nlp, text)[0]) == 2


def test_two_who_are_named_together_both_speak(nlp):
    text = "Die SPD und die Grünen forderten, die Steuer müsse sinken."
    assert set(found(nlp, text)[0]["name"]) == {"SPD", "Grünen"}


EU = "Die EU sagte, die Lage sei ernst. Die Europäische Union sagte, sie bleibe ernst."


@pytest.mark.parametrize(
    ("list_name", "line", "text", "before", "after"),
    [
        ("words", "zwölftel\tshare_noun\t1\t\t", "Ein Zwölftel der Bundesbürger sagte, die Lage sei ernst.", [], ["Bundesbürger"]),
        ("words", "angabe\towned_noun_beginning\t0\t\t", "Nach polizeilichen Angaben ist er tot.", ["Polizei"], []),
        ("orgs", "schulisch\texpert\t0.9\tgroup\tSchulen", "Nach schulischen Angaben ist er da.", ["schulische Angaben"], ["Schulen"]),
        ("orgs", "EU\tpolitics\t1\torganisation\t", EU, ["Europäische Union"], ["EU", "Europäische Union"]),
    ],
)  # fmt: skip
def test_words_and_other_names_of_a_users_own(nlp, tmp_path, list_name, line, text, before, after):
    doc = nlp(text)
    assert [actor["name"] for actor in doc._.newskit_sources if actor["quotes"]] == before
    header = "lemma\tcategory\tweight\t" + ("kind\tsame_as" if list_name == "orgs" else "note")
    (tmp_path / f"{list_name}.tsv").write_text(f"{header}\n{line}\n", encoding="utf-8")
    doc._.newskit_quotes = find_quotes(doc, str(tmp_path))
    assert [actor["name"] for actor in find_sources(doc, str(tmp_path))[0] if actor["quotes"]] == after


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a description means the person before it: by office, by age, by what is known of it
        ("Umweltministerin Lena Voss stellte den Plan vor. Die Ministerin sagte, er koste wenig.", ["Lena Voss"]),
        ("Landwirt Jens Ohm (52) wartet seit Mai. „Das Feld ist zu nass“, sagte der 52-Jährige.", ["Jens Ohm"]),
        ("Die Forscherin Tina Lau sagte, das Eis schmelze. Die Daten reichten aus, so die Forscherin.", ["Tina Lau"]),
        # and not who cannot be meant
        ("Umweltministerin Lena Voss stellte den Plan vor. Der Kanzler sagte, er koste viel.", ["Kanzler"]),
        ("Jens Ohm wartet seit Mai. Ohms Anwältin sagte, der Antrag sei gestellt.", ["Ohms Anwältin"]),
    ],
)
def test_whom_a_description_means(nlp, text, names):
    table, _, _ = found(nlp, text)
    assert table["name"].tolist() == names


def test_it_is_said_by_who_spoke_before(nlp):
    text = "Das Landesamt für Umwelt warnte am Montag vor Hochwasser. „Die Pegel steigen weiter“, hieß es. Demnach sei auch der Osten betroffen."
    table, quoted, _ = found(nlp, text)
    assert table["name"].tolist() == ["Landesamt für Umwelt"]
    assert quoted["source_id"].notna().all()


def test_a_verb_of_saying_stands_alone_behind_a_quotation(nlp):
    """The parser hangs the auxiliary of the quoted sentence on `sagte`; its subject stands behind it all the same."""
    text = "Die Karten sind verkauft. „Es wird auf jeden Fall ein Spektakel“, sagte Agit Kaban. „Das war es noch nie“, sagte Ilka Brandt."
    table, quoted, _ = found(nlp, text)
    assert quoted["speaker"].tolist() == ["Agit Kaban", "Ilka Brandt"]
    assert len(table) == 2


MEDIA = [
    ("Der „Spiegel“ berichtete am Montag, die Bank sei pleite.", "Spiegel"),
    ("Die „Frankfurter Allgemeine“ berichtete, die Bank sei pleite.", "Frankfurter Allgemeine"),
    ("Nach einem Bericht der „Zeit“ ist die Bank pleite.", "Zeit"),
    ("Laut „Bild“-Zeitung ist die Bank pleite.", "Bild"),
    ('"Bild" berichtet, die Bank sei pleite.', "Bild"),
    ('Das Portal "Business Insider" berichtet, die Bank sei pleite.', "Business Insider"),
    ("Wie «Le Monde» berichtet, ist die Bank pleite.", "Le Monde"),
    ("Der „Wolkenauer Bote“ schreibt: „Das Bad muss bleiben.“", "Wolkenauer Bote"),
]


@pytest.mark.parametrize(("text", "name"), MEDIA)
def test_newspapers_in_quotation_marks(nlp, text, name):
    table, quoted, _ = found(nlp, text)
    assert table[["name", "kind", "role"]].to_numpy().tolist() == [[name, "medium", "media"]]
    assert len(quoted) == 1 and not quoted["text"].iloc[0].startswith("“")


def test_a_body_in_quotation_marks_is_no_newspaper(nlp):
    table, _, _ = found(nlp, "Die „Aktion Deutschland hilft“ teilte mit, das Geld reiche nicht.")
    assert table[["name", "kind"]].to_numpy().tolist() == [["Aktion Deutschland hilft", "organisation"]]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("In einem Post auf Instagram hieß es, die Stadt helfe.", "Post", "document"),
        ("Laut dem Post dauert es bis Montag.", "Post", "document"),
        ("Die Post teilte mit, die Briefe kämen am Montag.", "Post", "organisation"),
        ("Nach Angaben der Post kommen die Briefe am Montag.", "Post", "organisation"),
    ],
)
def test_only_die_post_is_the_company(nlp, text, name, kind):
    table, _, _ = found(nlp, text)
    assert table[["name", "kind"]].to_numpy().tolist() == [[name, kind]]


@pytest.mark.parametrize(
    "before",
    ["Prof. Dr. h. c. ", "Dr. med. ", "Oberst a. D. ", "Brigadegeneral i. G. ", "Staatssekretär a.D. "],
)
def test_titles_and_their_abbreviations_are_no_part_of_a_name(nlp, before):
    table, _, _ = found(nlp, f"{before}Karl Brandt sagte, die Lage sei ernst.")
    assert table["name"].tolist() == ["Karl Brandt"]


@pytest.mark.parametrize("word", ["Expert:innen", "Kolleg*innen", "Ärzt_innen", "Anwält:innen", "Zeug*innen"])
def test_gendered_nouns_are_known_by_their_stem(nlp, word):
    table, _, _ = found(nlp, f"{word} sagten, die Lage sei ernst.")
    assert table[["name", "kind", "gender"]].to_numpy().tolist() == [[word, "group", "mixed"]]


@pytest.mark.parametrize(
    ("written", "name"),
    [("ILKA BRANDT", "Ilka Brandt"), ("Il\u00adka Bran\u00addt", "Ilka Brandt"), ("Ilka Brandt", "Ilka Brandt")],
)
def test_names_are_shown_as_names(nlp, written, name):
    table, _, _ = found(nlp, f"{written} sagte am Montag, die Kosten seien gestiegen. Brandt sagte, das sei neu.")
    assert table[["name", "n_quotes"]].to_numpy().tolist() == [[name, 2]]


def test_umlauts_in_two_letters_and_swiss_spelling(nlp):
    text = "Buergermeister Tom Kerner erklaerte, die Loesung muesse schnell kommen. Das duerfte fuer alle gelten."
    table, quoted, _ = found(nlp, text)
    assert table[["name", "role"]].to_numpy().tolist() == [["Tom Kerner", "politics"]]
    assert quoted["text"].tolist() == ["die Loesung muesse schnell kommen"]
    assert found(nlp, "Die Lage ist ernst, heisst es in dem Bericht.")[1]["text"].tolist() == ["Die Lage ist ernst"]
    table, _, _ = found(nlp, "Michael Bauer sagte, Israel sei aktuell nicht neu. Ueber das für und wider schwieg er.")
    assert table["name"].tolist() == ["Michael Bauer"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das Statistische Bundesamt teilte mit, die Preise seien gestiegen.", "Statistisches Bundesamt"),
        ("Nach Angaben des Statistischen Landesamtes sanken die Preise.", "Statistisches Landesamt"),
        ("Nach Angaben des Weißen Hauses ist der Präsident gesund.", "Weißes Haus"),
        ("Das niederländische Gericht erklärte, der Mann sei schuldig.", "niederländisches Gericht"),
        ("Die niederländische Behörde erklärte, der Mann sei schuldig.", "niederländische Behörde"),
        ("Der Zweite Senat erklärte, das Gesetz sei nichtig.", "Zweiter Senat"),
        ("Nach Angaben des Bayerischen Roten Kreuzes gab es zwei Verletzte.", "Bayerisches Rotes Kreuz"),
        ("Nach Angaben der Technischen Universität München steigt die Zahl.", "Technische Universität München"),
        ("Das Auswärtige Amt teilte mit, die Lage sei ernst.", "Auswärtiges Amt"),
        ("Das zuständige Landratsamt teilte mit, die Brücke sei gesperrt.", "Landratsamt"),
        ("Der in Bremen ansässige Bauträger teilte mit, das Haus werde nicht fertig.", "Bauträger"),
        ("Der alte Aufbauspieler sagte, das Spiel sei hart gewesen.", "alter Aufbauspieler"),
        ("Der 35-jährige Anwohner sagte, er habe einen Knall gehört.", "35-jähriger Anwohner"),
        ("Ein 35 Jahre alter Anwohner sagte, er habe einen Knall gehört.", "35 Jahre alter Anwohner"),
        ("Der Vorsitzende sagte, das Haus sei schön.", "Vorsitzender"),
        ("Die Vorsitzende sagte, das Haus sei schön.", "Vorsitzende"),
        ("Das Unternehmen teilte mit, das Haus sei schön.", "Unternehmen"),
        ("Die Bürgerinnen und Bürger sagten, das Haus sei schön.", "Bürgerinnen und Bürger"),
        ("Russischen Medien zufolge ist das Haus verkauft.", "russische Medien"),
        ("Aus Münchner Fachkreisen heißt es, das Haus sei verkauft.", "Münchner Fachkreise"),
        ('Nach Angaben der Online-Zeitung "Berliner Bote" ist das Haus verkauft.', "Berliner Bote"),
        ("Der Morning Star berichtete, der König sei krank.", "Morning Star"),
        ("Nach Angaben von Nutzerinnen und Nutzern ist das Bild falsch.", "Nutzerinnen und Nutzer"),
        ("All-NBA-Guard Tom Kerner sagte, der Kampf werde hart.", "Tom Kerner"),
    ],
)  # fmt: skip
def test_names_are_those_of_a_dictionary(nlp, text, name):
    assert found(nlp, text)[0]["name"].tolist() == [name]


def test_the_name_that_the_text_uses_most(nlp):
    text = (
        "Ina Kolb sagte, sie sei froh. Ina Kolb lachte. Ihre Marke heißt Cosmos by Ina Kolb. "
        "Ina Kolb sagte, sie arbeite viel. Ina Katharina Kolb ist 30."
    )
    assert found(nlp, text)[0]["name"].tolist() == ["Ina Kolb"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Der Bund Deutscher Klempner (BDK) teilte mit, es eile. Der BDK sagte, es werde schlimmer.", ["Bund Deutscher Klempner"]),
        ("Der Klempnerverband, kurz KLV, teilte mit, es eile. Der KLV sagte, es werde schlimmer.", ["Klempnerverband"]),
        ("Der Bericht des Schweizer Nachrichtendienstes (NDB) ist da. Der NDB teilte mit, die Lage sei ernst.", ["Schweizer Nachrichtendienst"]),
        ("Der Landesverband (SPD) teilte mit, es eile. Die SPD sagte, es werde schlimmer.", ["Landesverband", "SPD"]),
        ("Das VG Frankfurt erklärte, es prüfe. Das Verwaltungsgericht Frankfurt teilte mit, es eile.", ["VG Frankfurt"]),
        ("Das VG Frankfurt erklärte, die Klage sei spät. Das VG Kassel teilte mit, sie sei es nicht.", ["VG Frankfurt", "VG Kassel"]),
        ("Moskau erklärte, man sei bereit. Die russische Regierung teilte mit, sie warte.", ["russische Regierung"]),
        ("Moskau erklärte, man sei bereit. Die polnische Regierung teilte mit, sie warte.", ["Moskau", "polnische Regierung"]),
        ("Die Polizei Köln teilte mit, die Brücke sei zu. Die Polizei sagte, das bleibe so.", ["Polizei Köln"]),
    ],
)  # fmt: skip
def test_other_names_of_a_body(nlp, text, names):
    assert sorted(found(nlp, text)[0]["name"]) == sorted(names)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Das Verwaltungsgericht Köln wies die Klage ab. In dem Urteil heißt es, der Zaun sei zu hoch.", "Verwaltungsgericht Köln", "organisation"),
        ("Der Lagebericht des Verfassungsschutzes ist da. Laut dem Bericht wächst die Szene.", "Verfassungsschutz", "organisation"),
        ("Die Stiftung legte einen Bericht vor. Laut Bericht steigt die Zahl.", "Stiftung", "organisation"),
        ("Peter Brandt gab ein Statement ab. In dem Statement heißt es, er gehe.", "Peter Brandt", "person"),
        ("Die SPD beschloss ein Papier. In dem Papier heißt es, der Zaun bleibe.", "SPD", "organisation"),
        ("In einem Antrag von SPD, Grünen und FDP heißt es, der Zaun sei zu hoch.", "Antrag", "document"),
        ("Der Lagebericht des Verfassungsschutzes ist da. Eine Studie zeigt, dass die Zahl steigt.", "Studie", "document"),
        ("Das Buch ist da. Laut Bericht steigt die Zahl. Die Polizei sperrte die Straße.", "Bericht", "document"),
    ],
)  # fmt: skip
def test_a_document_is_its_authors_where_the_article_names_them(nlp, text, name, kind):
    row = found(nlp, text)[0].iloc[0]
    assert (row["name"], row["kind"]) == (name, kind)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Konrad Kolb vom Vermögensverwalter Steinfels sagte, die Zinsen würden sinken.", "expert"),
        ("Konrad Kolb vom Autobauer Steinfels sagte, die Zinsen würden sinken.", "business"),
        ("Ina Kolb, Geschäftsführerin des Tierschutzvereins, sagte, die Katze sei gesund.", "association"),
        ("Ina Kolb, Geschäftsführerin der Kolb GmbH, sagte, der Umsatz sei gesunken.", "business"),
        ("Die Vizepräsidentin für Studium und Lehre der Universität, Ina Kolb, sagte, es eile.", "expert"),
        ("Promoter Anton Berger sagte, der Kampf werde hart.", "business"),
        ("Wladimir Putin sagte, die Lage sei ernst.", "politics"),
        ("Trainer Wladimir Putin sagte, die Lage sei ernst.", "other"),
        ("Wladimir Kolb sagte, die Lage sei ernst.", "unknown"),
    ],
)  # fmt: skip
def test_roles_by_body_office_and_name(nlp, text, role):
    assert found(nlp, text)[0].iloc[0]["role"] == role


def test_first_names_can_be_left_out_as_evidence(nlp):
    text = "Petra Müller sagte, das sei falsch.\n\nDie Sprecherin Anna Berger sagte, das sei richtig."
    other = nk.load_pipeline(gender_from_names=False)
    told = [dict(zip(t["name"], t["gender"], strict=True)) for t in (sources([p(text)]) for p in (nlp, other))]
    assert told == [
        {"Petra Müller": "female", "Anna Berger": "female"},
        {"Petra Müller": "unknown", "Anna Berger": "female"},
    ]
    articles = pd.DataFrame({"text": [text]})
    table = nk.analyze(articles, gender_from_names=False, progress=False).sources
    assert table["gender_evidence"].tolist() == ["none", "noun"]
    with pytest.raises(nk.NewskitError, match="load_pipeline"):
        nk.analyze(articles, pipeline=nlp, gender_from_names=False, progress=False)


def test_who_speaks_without_an_office_in_an_article_on_sport(nlp):
    says = "Jan Holst sagte, man habe gut gearbeitet."
    sport = "Der Stürmer traf im Halbfinale nach der Halbzeit zum Ausgleich. Das Tor fiel im Stadion vor der Pause. "
    assert found(nlp, sport + says)[0]["role"].tolist() == ["other"]
    other = "Der Zug kam am Abend in den Bahnhof. Der Zaun war da schon fertig. "
    assert found(nlp, other + says)[0]["role"].tolist() == ["unknown"]
    minister = "Innenministerin Petra Holst sagte, man habe gut gearbeitet."
    assert found(nlp, sport + minister)[0]["role"].tolist() == ["politics"]


def test_two_people_glued_into_one_name_are_two(nlp):
    said = " sagte, es gehe um Öl. Donald Trump lobte ihn. Maria Machado sprach."
    assert "Trump Machado" not in found(nlp, "Trump Machado" + said)[0]["name"].tolist()
    assert "Ina Machado" in found(nlp, "Ina Machado" + said)[0]["name"].tolist()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Franz Mohr sagte, er gehe. Sabine Mohr sagte, sie warte. Herr Mohr sagte, es eile.", {"Franz Mohr": 2, "Sabine Mohr": 1}),
        ("Justizminister Paul Kern sagte, es gehe. Der Finanzminister sagte, es gehe nicht.", {"Paul Kern": 1, "Finanzminister": 1}),
        ("Justizminister Paul Kern sagte, es gehe. Der Minister sagte, es eile.", {"Paul Kern": 2}),
        ("Der neue Trainer Jan Peters sagte, er bleibe. Der alte Trainer sagte, er gehe.", {"Jan Peters": 1, "alter Trainer": 1}),
        ("Der neue Trainer Jan Peters sagte, er bleibe. Der Trainer sagte, er freue sich.", {"Jan Peters": 2}),
        ("Der 35-jährige Fahrer sagte, es regne. Der 52-jährige Beifahrer sagte, es schneie. Der 35-Jährige sagte, er sei müde.", {"35-jähriger Fahrer": 2, "52-jähriger Beifahrer": 1}),
        ("Die Ärzte sagten, es eile. Die Anwohner sagten, es sei laut.", {"Ärzte": 1, "Anwohner": 1}),
        ("Der Verletzte sagte, er habe nichts gesehen. Die Überlebende sagte, es sei dunkel gewesen.", {"Verletzter": 1, "Überlebende": 1}),
        ("Der Bürgermeister von Adorf sagte, es gehe.", {"Bürgermeister von Adorf": 1}),
        ("Polizeisprecher Jan Horn sagte, es brenne. Ein Sprecher der Feuerwehr sagte, es sei aus. Der Sprecher der Feuerwehr sagte, es war Brandstiftung.", {"Jan Horn": 1, "Sprecher der Feuerwehr": 2}),
    ],
)  # fmt: skip
def test_two_people_stay_two(nlp, text, names):
    table, _, _ = found(nlp, text)
    assert dict(zip(table["name"], table["n_quotes"], strict=True)) == names
