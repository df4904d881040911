"""Numbers lead to passages: every link of a page has its place, and every bar of a picture lies where its link is."""

from __future__ import annotations

import re
from itertools import pairwise

import hand_made
import pytest

from newskit import plots, report, texts
from newskit.plots.style import leads, place
from newskit.report import sections
from newskit.run import page


def links_of(html: str) -> set[str]:
    return set(re.findall(r'href="#([^"]+)"', html))


def ids_of(html: str) -> list[str]:
    return re.findall(r' id="([^"]+)"', html)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_link_of_an_article_has_its_place(language: str) -> None:
    made = hand_made.analysis(language=language) if language == "de" else hand_made.analysis()
    facts = report.article_facts(made, language=language)
    tables = "".join(sections.table(name, made, language=language).html for name in ("sources", "quotes", "hedges"))
    topics = "".join(sections.section(t, facts).html for t in ("sources", "quotes", "hedges", "readability"))
    html = facts._repr_html_() + topics + made.show()._repr_html_() + tables
    html = page.without_dead_links(html + report.appendix(made, marked=True, language=language).html)
    ids = ids_of(html)
    assert links_of(html) <= set(ids) and len(ids) == len(set(ids))
    assert {"ev-sources", "ev-quotes", "ev-hedges", "ev-articles", "ev-quotes-direct", "q-a1-1"} <= links_of(
        html
    ) | set(ids)


def test_appendix_names_article_offsets_and_words() -> None:
    html = report.appendix(hand_made.analysis()).html
    start = hand_made.TEXT.index("„Sie war")
    assert re.search(
        rf'<li id="q-a1-1">„Sie war vermutlich nie ganz sicher“ <span[^>]*>direkte Rede, Zeichen {start}–', html
    )
    assert 'id="s-a1-s1"' in html and 'id="ev-sources-anonymous"' in html and 'id="ev-outlet-Bote"' in html
    assert html.count(' id="q-a1-1"') == 1 and "Adverb (vermutlich)" in html


def test_appendix_escapes_what_articles_hold() -> None:
    html = report.appendix(hand_made.analysis(), marked=False).html + report.appendix(hand_made.empty()).html
    assert "<script" not in html and "Keine Fundstellen." in html


def test_every_bar_leads_to_its_line() -> None:
    made = hand_made.analysis()
    appendix = set(ids_of(report.appendix(made).html))
    for plot, key in ((plots.sources, "sources-role-politics"), (plots.quotes, "quotes-direct"), (plots.timeline, "period-"), (plots.portrayal, "sentiment-")):  # fmt: skip
        shown = report.outputs("").figure("x", plot(made)).html
        found = links_of(shown)
        assert found <= appendix and any(target.startswith(f"ev-{key}") for target in found)


def test_leads_lie_where_the_bars_are() -> None:
    from matplotlib import pyplot as plt

    ax = plots.quotes(hand_made.analysis())
    figure = ax.get_figure(root=True)
    figure.canvas.draw()
    found = [box for _, _, box in leads(figure) if box[2] > 0]
    assert len(found) == 4
    for left, top, width, height in found:
        assert 0 <= left <= left + width <= 1 and 0 <= top <= top + height <= 1
    assert all(a[1] + a[3] <= b[1] for a, b in pairwise(sorted(found, key=lambda box: box[1])))
    width = {label.partition(":")[0]: box[2] for _, label, box in leads(figure)}
    assert len({round(w, 6) for w in width.values() if w}) == 1, (
        "four types with one quotation each are bars of one length"
    )
    plt.close(figure)


def test_links_to_what_a_page_leaves_out_are_text() -> None:
    body = f'<a href="{place("quotes")}">5</a><a class="nk-lead" href="#ev-x" title="y"></a><a href="#q-1">z</a>'
    assert page.without_dead_links(body) == '5<a href="#q-1">z</a>'
    assert page.without_dead_links(f'{body}<p id="ev-quotes">').startswith('<a href="#ev-quotes">5</a>')


def test_names_in_german_order() -> None:
    assert texts.collated({"Zeit", "Ärzteblatt", "taz", "Aachener", "Straße", "Strasse"}) == ["Aachener", "Ärzteblatt", "Strasse", "Straße", "taz", "Zeit"]  # fmt: skip
