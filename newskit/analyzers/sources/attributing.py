"""Words of saying and writing (Angaben, Bericht, Meinung) behind which somebody else stands."""

from __future__ import annotations

#: Nouns of saying: whoever stands in their genitive is the source (Angaben der Polizei).
ATTRIBUTING = frozenset(
    "angabe angaben ansicht meinung auffassung aussage aussagen auskunft einschätzung darstellung darstellungen information "
    "informationen erkenntnis erkenntnisse erkenntnissen überzeugung mitteilung meldung meldungen worte worten schätzung "
    "schätzungen annahme annahmen vermutung vermutungen bericht berichte berichten behauptung erklärung stellungnahme urteil "
    "gutachten studie umfrage untersuchung ergebnis ergebnisse ergebnissen statistik analyse prognose schreiben brief "
    "äußerung äußerungen sicht einschätzungen berechnungen vorstellung vorstellungen plan pläne plänen sprachregelung "
    "pressemitteilung medienmitteilung presseerklärung ermittlungen ermittlung befund dokument dokumente wort begründung "
    "zitat fazit vorwurf vorwürfe kritik forderung warnung vorschlag antrag aufruf homepage website internetseite ankündigung "
    "aussendung hinweis hinweise angst sorge hoffnung beschluss entscheidung idee bewertung beschuldigung beschuldigungen "
    "kernaussage nachricht nachrichten antwort befürchtung befürchtungen anschuldigung anschuldigungen bitte anweisung befunde "
    "untersuchungsergebnis untersuchungsergebnisse planungen darstellungen überlieferungen forderungen artikel beitrag rede kommentar leitartikel interview webseite".split()
)
COMPOUND_ENDS = (
    "angaben", "berichten", "berichte", "bericht", "berichts", "informationen", "mitteilung", "mitteilungen", "meldungen",
    "meldung", "meinung", "einschätzung", "schätzung", "schätzungen", "studie", "studien", "erklärung", "gutachten", "umfrage",
    "aussage", "aussagen", "ergebnisse", "ergebnissen",
)  # fmt: skip
VAGUE = frozenset(
    "ersten erste erster bisherigen bisherige bisherigem neuesten vorläufigen vorläufiger jüngsten unbestätigten anderen "
    "weiteren letzten heutigem heutigen derzeitigem aktuellen übereinstimmenden".split()
)
GENERIC_MEDIA = frozenset(
    "medienbericht medienberichte medienberichten presseberichte presseberichten zeitungsberichte zeitungsberichten medien "
    "agenturberichten pressemeldungen".split()
)
#: Adjectives that name who says it: stem -> (name, role, could be looked up).
ADJECTIVES: dict[str, tuple[str, str, bool]] = {
    "behördlich": ("Behörden", "administration", False),
    "polizeilich": ("Polizei", "security", True),
    "gewerkschaftlich": ("Gewerkschaft", "association", False),
    "ärztlich": ("Ärzte", "expert", False),
    "kirchlich": ("Kirche", "association", False),
}
OFFICIAL = frozenset({"offiziell", "amtlich", "staatlich", "diplomatisch", "regierungsamtlich", "hochrangig"})
#: Nouns of saying that an adjective can give an owner (offizielle Angaben; eine norwegische Studie has another one).
SAID = ("angabe", "information", "auskunft", "auskünfte", "mitteilung", "meldung", "darstellung", "sicht", "ansicht", "einschätzung", "schätzung")  # fmt: skip
#: Texts that exist, however vaguely they are named (neueste Studien); a first estimate is nobody's.
TEXTS = ("studie", "studien", "umfrage", "umfragen", "bericht", "berichts", "gutachten", "untersuchung", "untersuchungen", "urteil", "statistik", "statistiken")  # fmt: skip
_NO_STATE = (
    "politisch", "technisch", "medizin", "juristisch", "logisch", "ökonomisch", "katholisch", "evangelisch", "akademisch",
    "telefonisch", "kritisch", "statistisch", "historisch", "realistisch", "optimistisch", "spezifisch", "praktisch",
    "elektronisch", "journalistisch", "persönlich", "typisch", "identisch", "skeptisch", "strategisch", "wissenschaft",
    "amisch", "ironisch", "sportlich", "städtisch", "militärisch", "empirisch", "theoretisch", "klassisch", "mathematisch",
)  # fmt: skip


def is_state_adjective(stem: str) -> bool:
    """chinesisch, palästinensisch, deutsch; not politisch, technisch."""
    return stem == "deutsch" or (stem.endswith("isch") and not stem.endswith(_NO_STATE))
