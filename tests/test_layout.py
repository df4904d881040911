import pytest

from newskit.pipeline.layout import newskit_layout, sentence_starts


def sentences(nlp, text):
    return [s.text.strip() for s in newskit_layout(nlp.make_doc(text)).sents if s.text.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Titel ohne Punkt\nDer Text.", ["Titel ohne Punkt", "Der Text."]),
        ("Titel\r\n\r\nText", ["Titel", "Text"]),
        ("Wir haben die\nalte Brücke gebaut.\nDer Rat", ["Wir haben die\nalte Brücke gebaut.", "Der Rat"]),
        ('" Ja . " Er ging . " Nein . "', ['" Ja . "', "Er ging .", '" Nein . "']),
        (
            "Am 3. Mai kam Dr. Müller mit 1.200 Euro, z. B. für Abend und Ufer. Er ging.",
            ["Am 3. Mai kam Dr. Müller mit 1.200 Euro, z. B. für Abend und Ufer.", "Er ging."],
        ),
        ("„Ich gehe. Du auch?“, fragte er. „Nein!“ rief sie.", ["„Ich gehe.", "Du auch?“, fragte er.", "„Nein!“ rief sie."]),
        ("»Gut.« Sie kam usw. Der Rest blieb.", ["»Gut.«", "Sie kam usw.", "Der Rest blieb."]),
        ('Er sagte "Nein." "Doch", sagte sie.', ['Er sagte "Nein."', '"Doch", sagte sie.']),
        ("Es war 2020. Der Rest blieb. Er hat 3. Platz.", ["Es war 2020.", "Der Rest blieb.", "Er hat 3. Platz."]),
        ("Der Chef von Yahoo! sagte nichts. Wirklich?", ["Der Chef von Yahoo! sagte nichts.", "Wirklich?"]),
        ("Es endet ohne Punkt", ["Es endet ohne Punkt"]),
        ("„gefährlich“. Sehr gefährlich.“\nNeu", ["„gefährlich“.", "Sehr gefährlich.“", "Neu"]),
        ("Das ist\nein hart umbrochener Text mit\nkurzen Zeilen, der immer weiter\ngeht und hier endet. Und\nnoch einer.\n\nNeu",
         ["Das ist\nein hart umbrochener Text mit\nkurzen Zeilen, der immer weiter\ngeht und hier endet.", "Und\nnoch einer.", "Neu"]),
    ],
)  # fmt: skip
def test_boundaries(blank, text, expected):
    assert sentences(blank, text) == expected


def test_a_lost_break_is_a_boundary(nlp):
    assert sentences(nlp, "Krieg in der UkraineNordkoreanische Medien sagten es.") == [
        "Krieg in der Ukraine",
        "Nordkoreanische Medien sagten es.",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "#", "…", "“"])
def test_odd_texts(blank, text):
    doc = newskit_layout(blank.make_doc(text))
    assert all(doc[i].text.strip() for i in sentence_starts(doc))
