"""What is shown is what was found, and nothing that an article holds becomes markup."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import hand_made
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit as nk
from newskit import display, texts
from newskit.display.article import paragraphs_of
from newskit.display.html import STYLES
from newskit.display.marks import Mark, weave
from newskit.errors import InputError
from newskit.report.passages import fold


class Outline(HTMLParser):
    """Checks that elements are closed in order; keeps text, tags, attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        assert not self.stack, self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"img", "br", "meta"}:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.stack:
            self.text += data


def test_article_marks_all_findings() -> None:
    page = Outline(display.marked_article(hand_made.analysis(), "a1", "de"))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert ids == ["q-a1-0", "h-a1-0", "q-a1-1", "h-a1-1", "q-a1-2", "e-a1-0", "q-a1-3", "h-a1-2"]
    assert all(f"nk-{kind}" in str(page.tags) for kind in ("direct", "speaker", "cue", "h", "negative", "ev"))


def test_hover_says_type_speaker_and_rule() -> None:
    page = Outline(display.marked_article(hand_made.analysis(), "a1", "de"))
    titles = {attrs["id"]: attrs["title"] for _, attrs in page.tags if attrs.get("id")}
    assert titles["q-a1-1"] == "direkte Rede (Zitat 1)\nQuelle: Anna Maier (im Text: sie)\nRegel: by_hand"
    assert titles["h-a1-0"] == "Unsicherheitsmarker: Adverb (vermutlich)\nStimme: Zitierte (Anna Maier)\nRegel: by_hand"
    assert "negativ (\N{MINUS SIGN}0,80)" in str(titles["e-a1-0"])


def test_english() -> None:
    page = display.marked_article(hand_made.analysis(), "a1", "en")
    assert "direct speech" in page and "direkte Rede" not in page


def test_hardest_sentences_stand_below_with_their_reasons() -> None:
    page = hand_made.analysis().show()._repr_html_()
    assert "Die schwersten Sätze" in page
    assert "(Schwierigkeit 4,5: Nominalstil +0,8, Länge +0,3)" in page
    assert page.index("Schwierigkeit 4,5") < page.index("Schwierigkeit 2,5")
    english = hand_made.analysis().show(language="en", hardest=1)._repr_html_()
    assert "(difficulty 4.5: nominal style +0.8, length +0.3)" in english and "difficulty 2.5" not in english
    assert "Schwierigkeit" not in english and "Die schwersten" not in english
    assert "Die schwersten" not in hand_made.analysis().show(hardest=0)._repr_html_()
    with pytest.raises(nk.InputError, match="fr"):
        hand_made.analysis().show(language="fr")


def test_hard_sentences_of_a_hostile_article_stay_text() -> None:
    nasty = "<script>alert(1)</script> & 'x\" onload=y>"
    made = hand_made.analysis(
        articles=[hand_made.article("a1", text=nasty)], quotes=[], hedges=[], sentiment=[], sources=[]
    )
    made.difficulty.loc[:, ["start", "end"]] = [0, len(nasty)]
    page = made.show()._repr_html_()
    assert (
        "<script" not in page and Outline(page).text.count("<script>alert(1)</script>") == 3
    )  # in the text, and twice below


def test_hostile_article_stays_text() -> None:
    nasty = hand_made.NASTY
    made = hand_made.analysis(
        articles=[hand_made.article('"><script>', text=nasty, title="<b onload=x>", url="javascript:alert(1)", outlet='"<i>', authors=["<u>"], agencies=["<s>"], language='de"x')],
        quotes=[hand_made.quote(nasty, "„<script>alert(1)</script>“", 0, "direct", '"><script>', speaker='"><script>', rule="' onmouseover=alert(1)")],
        hedges=[], sentiment=[], sources=[], readability=[], difficulty=[],
    )  # fmt: skip
    page = made.show()._repr_html_()
    outline = Outline(page)
    assert {tag for tag, _ in outline.tags} <= {"style", "article", "h3", "p", "ul", "li", "div", "mark", "span"}
    known = {"class", "id", "title", "aria-label", "data-nk", "lang", "style"}
    assert not {name for _, attrs in outline.tags for name in attrs} - known
    assert {attrs["style"] for _, attrs in outline.tags if "style" in attrs} <= set(STYLES.values())
    assert nasty.partition("\n")[0] in outline.text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT:x", " javascript:x", "data:text/html,x", "//example.org", "file:///etc/passwd", "http:/x", "", None]
)  # fmt: skip
def test_no_link_to_odd_addresses(address: str | None) -> None:
    assert display.link("a<b", address) == "a&lt;b"


def test_links() -> None:
    assert display.link("a", 'https://example.org/?a=1&b="2"') == (
        '<a href="https://example.org/?a=1&amp;b=&quot;2&quot;" rel="noopener noreferrer">a</a>'
    )
    assert display.link("a", "#q-1-2") == '<a href="#q-1-2">a</a>'


def test_anchors_are_safe_and_distinct() -> None:
    ids = ["a b", "a_b", "a-b", 'a"b', "ä", "", "a.b"]
    made = [display.anchor("q", key, 0) for key in ids]
    assert len(set(made)) == len(ids)
    assert all(re.fullmatch(r"q-[A-Za-z0-9._-]*-0", name) for name in made)


@given(
    st.text(alphabet="ab<&\n\u0308😀 ", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
)
def test_any_marks_keep_text_and_nest(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(min(s, len(text)), min(e, len(text)), "c", "t", n) for n, (s, e) in enumerate(spans)]
    marks.sort(key=lambda m: (m.start, -m.end, m.order))
    page = Outline(weave(text, 0, len(text), marks, set()))
    assert page.text == text


def test_overlapping_marks_are_opened_again_with_one_id() -> None:
    page = weave("abcdef", 0, 6, [Mark(0, 4, "x", "", 0, "id-x"), Mark(2, 6, "y", "", 1, "id-y")], set())
    assert page.count('id="id-y"') == 1 and page.count('class="y"') == 2
    assert html.unescape(re.sub(r"<[^>]+>", "", page)) == "abcdef"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("eins\nzwei", ["eins", "zwei"]),
        ("eins\nnoch eins\n\nzwei", ["eins\nnoch eins", "zwei"]),
        ("eins\r\n \r\nzwei\r\n", ["eins", "zwei"]),
        ("eins\rzwei", ["eins", "zwei"]),
        ("", []),
        ("#", ["#"]),
        ("\n \n", []),
    ],
)
def test_paragraphs(text: str, wanted: list[str]) -> None:
    assert [text[a:b] for a, b in paragraphs_of(text)] == wanted


def test_empty_article_shows() -> None:
    page = Outline(hand_made.empty().show()._repr_html_())
    assert "#" in page.text and "1 Wort" in page.text


def test_marked_as_text() -> None:
    assert repr(hand_made.analysis().show()) == "<Marked a1: 'Brücke gesperrt', 4 quotes, 2 sources, 3 hedges>"


def test_table_has_german_numbers_and_escapes() -> None:
    frame = pd.DataFrame(
        {"<i>": ["<b>", None], "n": [1234567, 2], "x": [1234.56, float("nan")], "s": [0.25, 0.5], "b": [True, False]}
    )
    page = display.table_html(frame, percents=["s"], links={"<i>": ["javascript:x", "#q-1-1"]}, limit=1, caption="<c>")
    text = Outline(page).text
    assert "1.234.567" in text and "1.234,6" in text and "25\N{NO-BREAK SPACE}%" in text and "ja" in text
    assert "<b>" not in page and "<c>" not in page and "href" not in page
    assert "Gezeigt: 1 von 2 Zeilen." in text
    assert "1,234.6" in display.table_html(frame, language="en")


def test_key_figures_escape() -> None:
    assert '<div class="nk-value">&lt;1</div>' in display.key_figures([("a", "<1", "")])


@pytest.mark.parametrize(("n", "thirds"), [(4, False), (8, False), (9, True), (10, False), (13, False)])
def test_the_last_of_the_cards_is_not_alone(n: int, thirds: bool) -> None:
    assert ("nk-thirds" in display.key_figures([("a", "1", "")] * n)) is thirds


def shown() -> str:
    """What a notebook gets: marked text, cards, a table of words and numbers."""
    frame = pd.DataFrame({"text": ["$31 je Aktie auf $135"], "name": ["x"], "n": [1]})
    body = display.table_html(frame, caption="c") + display.key_figures([("Frauenanteil", "4 %", "")])
    return hand_made.analysis().show()._repr_html_() + display.Shown("", body)._repr_html_()


def test_dollars_start_no_formula_in_any_output() -> None:
    outline = Outline(shown())
    roots = [attrs["class"].split() for _, attrs in outline.tags if "nk" in (attrs.get("class") or "").split()]
    assert len(roots) == 4 and all({"tex2jax_ignore", "mathjax_ignore"} <= set(classes) for classes in roots)


def test_marks_and_columns_hold_without_the_style_sheet() -> None:
    """JupyterLab strips <style>, and keeps classes and style attributes, where the reader has not run the notebook."""
    outline = Outline(re.sub(r"<style>.*?</style>", "", shown(), flags=re.DOTALL))
    styles = [(tag, (attrs.get("class") or "").split(), attrs.get("style") or "") for tag, attrs in outline.tags]
    for name in ("nk-direct", "nk-indirect"):
        assert all("background-color" in style for _, classes, style in styles if name in classes)
    for name in ("nk-speaker", "nk-cue", "nk-h", "nk-e", "nk-ev"):
        found = [style for _, classes, style in styles if name in classes]
        assert found and all("border" in style for style in found)
    cells = [(classes, style) for tag, classes, style in styles if tag in ("td", "th")]
    assert cells and all((style == "text-align:left") is ("nk-num" not in classes) for classes, style in cells)
    assert not {tag for tag, _, _ in styles} & {"dl", "dt", "dd"}, "Jupyter sets their terms in a column of their own"


def test_style_sheet_decides_where_it_is() -> None:
    """Each property of a style attribute is !important in the style sheet, so that themes, phones and paper get theirs."""
    sheet = display.css().partition("@media print")[0]
    for key, style in STYLES.items():
        rules = re.findall(rf"\.{re.escape(key.replace(' ', '.'))}(?:,[^{{]*)?{{([^}}]*)}}", sheet)
        for part in style.split(";"):
            name = part.partition(":")[0]
            if name == "color":
                assert "mark{color:inherit!important" in sheet
            elif name != "flex-wrap":  # means nothing in a grid
                assert any(re.search(rf"(?<![\w-]){name}:[^;}}]*!important", rule) for rule in rules), (key, name)


def test_a_page_is_free_of_what_only_notebooks_need() -> None:
    body = display.table_html(pd.DataFrame({"text": ["a"], "n": [1]})) + display.key_figures([("a", "1", "b")])
    marked = display.marked_article(hand_made.analysis(), "a1", "de")
    body += fold("x", "y") + marked
    shown = display.Shown("", body)._repr_html_()
    assert '<summary><h3 style="display:inline">' in shown and display.unstyled(shown) == body


@pytest.mark.parametrize(
    ("value", "decimals", "german", "english"),
    [(1234.5, 1, "1.234,5", "1,234.5"), (-0.04, 1, "0,0", "0.0"), (-2, 0, "−2", "−2"), (None, 0, "–", "–"), (float("inf"), 0, "–", "–")],
)  # fmt: skip
def test_numbers(value: float | None, decimals: int, german: str, english: str) -> None:
    assert texts.number(value, "de", decimals) == german
    assert texts.number(value, "en", decimals) == english


def test_every_value_of_a_category_has_words() -> None:
    from newskit import tables

    groups = {"quote_type": tables.QUOTE_TYPES, "quote_badge": tables.QUOTE_TYPES, "voice": tables.READABILITY_VOICES, "kind": tables.SOURCE_KINDS, "role": tables.ROLES, "gender": tables.GENDERS, "category": tables.HEDGE_CATEGORIES, "label": tables.LABELS}  # fmt: skip
    for group, values in groups.items():
        assert set(values) <= set(texts.labels(group)), group


def test_unknown_language() -> None:
    with pytest.raises(InputError, match="Allowed: de, en"):
        display.marked_article(hand_made.analysis(), "a1", "fr")


def test_shorten() -> None:
    assert texts.shorten("eins zwei drei vier", 12) == "eins zwei…"
    assert texts.shorten("x" * 30, 10) == "x" * 9 + "…"
    assert texts.shorten("kurz", 10) == "kurz"
