"""The sources report: figures, tables and the passages behind each number; nothing of a text becomes markup."""

from __future__ import annotations

import math
import re

import hand_made
import pytest

from newskit import measures, plots, report
from newskit.measures.registry import amount
from newskit.report.sections import TOPICS


def page(who) -> str:
    return "".join(report.section(topic, who).html for topic in TOPICS["sources"])


def links_and_ids(html: str) -> tuple[set[str], list[str]]:
    return set(re.findall(r'href="#([^"]+)"', html)), re.findall(r' id="([^"]+)"', html)


def made():
    """One article with two sources, a second of another outlet with one, a third with none."""
    base = hand_made.analysis()
    rows = {name: table.to_dict("records") for name, table in base.tables.items()}
    second = hand_made.article("a2", text=hand_made.TEXT + " ", outlet="Kurier", title="Zweiter")
    third = hand_made.article("a3", text=hand_made.TEXT + "  ", outlet="Kurier", title="Dritter")
    source = hand_made._source("s1", "Karl Weber", gender="male", role="business") | {"article_id": "a2"}
    said = hand_made.quote(hand_made.TEXT, "Die Stadt habe versagt.", 0, "indirect", "a2", source_id="s1")
    lost = hand_made.quote(hand_made.TEXT, "Es kostet etwa", 1, "reported", "a2")
    readable = [
        hand_made._readable(a, v, n) for a in ("a1", "a2", "a3") for v, n in (("all", 28), ("newsroom", 18), ("quoted", 10))
    ]  # fmt: skip
    return hand_made.analysis(
        articles=[*rows["articles"], second, third],
        sources=[*rows["sources"], source],
        quotes=[*rows["quotes"], said, lost],
        readability=readable,
    )


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("by", ["", "outlet", "month"])
def test_every_number_leads_to_its_passages(by, language):
    who = report.speaking(made(), by, n_resamples=50, language=language)
    html = page(who)
    links, ids = links_and_ids(html)
    assert links and links <= set(ids)
    assert len(ids) == len(set(ids))
    figures = report.section("roles", who).html + report.section("groups", who).html
    for cell in re.findall(r"<td[^>]*>(.*?)</td>", figures):
        assert cell.startswith('<a href="#w-') or not re.search(r"\d", cell)


def test_a_number_lists_the_sources_it_counts_and_these_their_passages():
    html = page(report.speaking(made(), "outlet", n_resamples=50))
    line = re.search(r'<li id="w-all-role-business">(.*?)</li>', html)[1]
    assert "Wirtschaft (1)" in line and "#s-a2-s1" in line and "Maier" not in line
    entry = re.search(r'<li id="s-a2-s1">(.*?)</ul>', html)[1]
    start, end = hand_made.at(hand_made.TEXT, "Die Stadt habe versagt.")
    assert "Karl Weber" in entry and "Die Stadt habe versagt." in entry and f"Zeichen {start}–{end}" in entry
    assert "ohne erkannte Quelle" in html and "Es kostet etwa" in html


@pytest.mark.parametrize(("language", "words"), [("de", "je Artikel gezählt"), ("en", "counted per article")])
def test_sources_of_several_articles_are_said_to_be_counted_per_article(language, words):
    """Who speaks in two articles is two of them; in one article nobody needs to be told."""
    many, one = made(), hand_made.analysis()
    who = report.speaking(many, "outlet", n_resamples=20, language=language)
    facts = report.corpus_facts(many, language=language)
    for text in (
        report.section("summary", who).text, report.section("roles", who).html, who.text, report.section("appendix", who).html,
        report.section("summary", facts).text, dict((label, note) for label, _, note in facts.cards())["Quellen" if language == "de" else "Sources"],
        report.appendix(many, language=language).html, plots.sources(many, language=language).get_xlabel(),
        plots.source_shares(many, language=language).get_xlabel(),
    ):  # fmt: skip
        assert words in text
    alone = report.article_facts(one, language=language)
    assert (
        words not in repr(alone) + report.section("summary", alone).text + report.appendix(one, language=language).html
    )


def test_two_groups_are_tested_and_others_when_named():
    assert report.speaking(made(), "outlet", n_resamples=20).pair == ("Bote", "Kurier")
    assert report.speaking(made(), "", n_resamples=20).comparison is None
    named = report.speaking(made(), "outlet", first="Kurier", second="Bote", n_resamples=20)
    assert named.pair == ("Kurier", "Bote") and "p (Holm)" in report.section("comparison", named).html
    with pytest.raises(ValueError, match="There is no group 'Blatt' in 'outlet'"):
        report.speaking(made(), "outlet", first="Bote", second="Blatt", n_resamples=20)


def test_articles_without_a_group_are_shown_as_such():
    result = made()
    result.articles.loc[2, "outlet"] = None
    who = report.speaking(result, "outlet", n_resamples=20)
    assert who.shown == ["Bote", "Kurier", "ohne Angabe"]
    assert who.sizes("ohne Angabe") == (1, 0)


@pytest.mark.parametrize("of", [hand_made.analysis, hand_made.empty, hand_made.corpus])
@pytest.mark.parametrize("by", ["", "outlet"])
def test_one_article_or_no_sources(of, by):
    who = report.speaking(of(), by, n_resamples=20)
    links, ids = links_and_ids(page(who))
    assert links <= set(ids)
    assert who.text and set(who.frames) >= {"source_measures"}
    ax = plots.source_shares(who.analysis, measures=who.whole)
    assert len(ax.get_label()) > 20


def test_article_text_is_never_markup():
    text = hand_made.NASTY
    quote = hand_made.quote(text, text[:40], 0, "direct", source_id="s1")
    source = hand_made._source("s1", "<b>jemand</b>")
    result = hand_made.analysis(
        articles=[hand_made.article(text=text, title="<img src=x>", outlet="<i>A</i>")],
        sources=[source],
        quotes=[quote],
    )
    html = page(report.speaking(result, "outlet", n_resamples=20))
    assert "<script" not in html and "<img" not in html and "<b>jemand" not in html and "<i>A" not in html
    assert "&lt;b&gt;jemand" in html


def test_one_group_is_not_shown_twice():
    who = report.speaking(hand_made.analysis(), "outlet", n_resamples=20)
    assert who.shown == [] and report.section("groups", who).html == ""


def test_unknown_topic():
    with pytest.raises(ValueError, match="There is no topic 'weather'. Allowed: summary"):
        report.section("weather", report.speaking(made(), n_resamples=20))


def test_many_groups_show_the_largest(monkeypatch):
    monkeypatch.setattr("newskit.report.grouped.MOST_GROUPS", 1)
    who = report.speaking(made(), "outlet", n_resamples=20)
    assert who.shown == ["Kurier"]
    assert set(who.groups["measure"]) == set(measures.MEASURES)


def test_groups_of_few_articles_have_no_interval_and_the_report_says_so():
    """Of two articles "38 % (38–38)" was called a 95 percent interval."""
    assert amount("share_women", 0.38, math.nan, math.nan, "de") == "38\N{NO-BREAK SPACE}% (kein Intervall)"
    assert amount("share_women", 0.38, 0.2, 0.5, "en") == "38% (20–50)"
    assert amount("polarity", 0.2, math.nan, math.nan, "en") == "0.20 (no interval)"
    for language, said, why in (
        ("de", "kein Intervall", "weniger als 5 Artikel"),
        ("en", "no interval", "fewer than 5 articles"),
    ):
        html = page(report.speaking(made(), by="outlet", language=language))
        assert f"({said})" in html and why in html


def test_the_note_says_how_many_genders_rest_on_what():
    for language, told in (
        ("de", "durch: Anrede oder Titel (0), Nomen oder Artikel (0), Pronomen (0) und Vornamen allein (1)"),
        ("en", "first name alone (1)"),
    ):
        text = report.method(hand_made.analysis(), language=language).text
        assert told in text and "never from" not in text and "nie aus" not in text
        assert told in page(report.speaking(hand_made.analysis(), language=language))
