"""Inflected forms of the words in a list, so that a text is searched by its surface and not by a guessed lemma.

The lemmas of a statistical pipeline are wrong most often where it matters here: split verbs, participles, rare words.
German inflection of a closed list is regular enough to be written out.
"""

from __future__ import annotations

from functools import cache

ADJECTIVE = ("", "e", "en", "er", "em", "es")
DEGREES = ("", "er", "st")
#: Approximators that are also adjectives (ein knappes Jahr); the others never inflect (fast, gegen).
INFLECTING = frozenset({"gut", "rund", "knapp", "ungefähr", "geschätzt"})
NOUN = ("", "s", "es", "e", "en", "n", "ien")
#: Verb prefixes that part from the verb (nimmt ... an).
PARTICLES = ("voraus", "vorher", "nahe", "hin", "aus", "an", "ab", "auf", "vor", "nach", "ein", "zu", "fest", "um")
INSEPARABLE = ("be", "ver", "ent", "er", "zer", "ge", "miss")
#: Finite forms and participle of the strong and irregular verbs that hedges are made of.
STRONG: dict[str, tuple[str, str]] = {
    "nehmen": ("nehme nimmt nimmst nehmt nahm nahmen nähme nähmen", "genommen"),
    "geben": ("gebe gibt gibst gebt gab gaben gäbe gäben", "gegeben"),
    "gehen": ("gehe geht gehst ging gingen ginge", "gegangen"),
    "scheinen": ("scheine scheint scheinst schien schienen schiene", "geschienen"),
    "liegen": ("liege liegt lag lagen läge lägen", "gelegen"),
    "weisen": ("weise weist wies wiesen", "gewiesen"),
    "sehen": ("sehe sieht sah sahen sähe sähen", "gesehen"),
    "sprechen": ("spreche spricht sprach sprachen spräche", "gesprochen"),
    "stehen": ("stehe steht stand standen stünde stünden stände", "gestanden"),
    "lassen": ("lasse lässt läßt lasst ließ ließen ließe", "gelassen"),
    "schließen": ("schließe schließt schliesst schloss schloß schlossen schlösse", "geschlossen"),
    "bleiben": ("bleibe bleibt blieb blieben bliebe", "geblieben"),
    "halten": ("halte hält haltet hielt hielten hielte", "gehalten"),
    "gelten": ("gelte gilt galt galten gälte", "gegolten"),
    "sein": ("bin bist ist sind seid war warst waren sei seien wäre wären", "gewesen"),
    "haben": ("habe hast hat habt hatte hatten hätte hätten", "gehabt"),
    "werden": ("werde wirst wird wurde wurden würde würden", "geworden"),
    "sollen": ("soll sollst sollen sollt", "gesollt"),
    "wollen": ("will willst wollen wollt", "gewollt"),
    "dürfen": ("dürfte dürfest dürftest dürften dürftet", ""),
    "können": ("könnte könntest könnten könntet kann können könnt kannst", ""),
    "müssen": ("muss muß müssen müsst musste mussten müsste müssten", ""),
    "mögen": ("mag mögen magst mögt", ""),
}


def adjective_forms(word: str) -> set[str]:
    """A word with the endings of adjectives, and of comparative and superlative for -lich."""
    degrees = DEGREES if word.endswith("lich") else ("",)
    return {word + degree + ending for degree in degrees for ending in ADJECTIVE} | {word}


def noun_forms(word: str) -> set[str]:
    """A noun with the endings that German nouns take; the wrong ones do no harm, as they do not occur."""
    return {word.lower() + ending for ending in NOUN}


def split_particle(lemma: str) -> tuple[str, str]:
    """(particle, verb) of a separable verb, ("", lemma) of another."""
    for particle in PARTICLES:
        rest = lemma.removeprefix(particle)
        if rest != lemma and (rest in STRONG or rest in {"deuten", "legen", "zeichnen", "sagen", "rechnen"}):
            return particle, rest
    return "", lemma


@cache
def finite_forms(verb: str) -> frozenset[str]:
    """Finite forms of a verb without particle, indicative and subjunctive."""
    if verb in STRONG:
        return frozenset({verb, *STRONG[verb][0].split()}) if STRONG[verb][1] else frozenset(STRONG[verb][0].split())
    stem = _stem(verb)
    link = "e" if stem[-1] in "td" or stem.endswith(("chn", "ffn")) else ""
    return frozenset(
        {
            verb,
            stem + "e",
            stem + link + "st",
            stem + link + "t",
            *(stem + link + end for end in ("te", "ten", "test", "tet")),
        }
    )


def participle(verb: str) -> str:
    """The past participle of a verb without particle."""
    if verb in STRONG:
        return STRONG[verb][1]
    stem = _stem(verb)
    link = "e" if stem[-1] in "td" or stem.endswith(("chn", "ffn")) else ""
    prefix = "" if verb.startswith(INSEPARABLE) and not verb.startswith("ge") or verb.endswith("ieren") else "ge"
    return prefix + stem + link + "t"


def _stem(verb: str) -> str:
    return verb[:-1] if verb.endswith(("ern", "eln")) else verb.removesuffix("en")


def joined_forms(lemma: str) -> set[str]:
    """The forms that are one word: infinitives, participles with their endings, and finite forms as in subordinate clauses."""
    particle, verb = split_particle(lemma)
    past = participle(verb)
    out = {particle + form for form in finite_forms(verb)} | {particle + verb}
    out |= {particle + past + ending for ending in ADJECTIVE} if past else set()
    out |= {particle + verb + "d" + ending for ending in ADJECTIVE}
    if particle:
        out.add(particle + "zu" + verb)
    return out
