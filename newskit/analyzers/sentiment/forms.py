"""Inflected forms of the listed words, so that a lemmatizer's slip (warf ... vor -> vorwarf) does not lose a frame.

German verbs inflect regularly but for about 170 strong bases; from these and the particle every form of a listed verb
follows. Nouns and adjectives are looked up by stripping endings.
"""

from __future__ import annotations

from functools import cache

#: Particles that stand apart (warf ... vor). `um` and `durch` also occur unseparated; both ways are made.
PARTICLES = (
    "zusammen", "hinterher", "entzwei", "herunter", "hinunter", "zurecht", "zurück", "gegenüber", "herüber", "hinüber", "dagegen", "davon",
    "entgegen", "auseinander", "durcheinander", "bloß", "heraus", "hinaus", "herein", "hinein", "herum", "voran", "voraus", "vorbei",
    "weiter", "wieder", "nieder", "nach", "fest", "fort", "frei", "hoch", "klein", "kalt", "lahm", "schlecht", "schön", "schief",
    "herab", "hervor", "herbei", "hinweg", "umher", "dar", "vorweg", "kaputt", "wett", "weg", "los", "mit", "vor", "her", "hin", "auf", "aus", "bei", "ein", "ab", "an", "um", "zu", "durch", "da", "daneben",
    "pleite", "übel", "gut", "teil", "statt", "preis", "stand", "still", "schwarz", "tot", "rein", "raus", "rum", "runter", "rüber",
)  # fmt: skip
_SORTED_PARTICLES = tuple(sorted(set(PARTICLES), key=len, reverse=True))
#: Prefixes that stay: no `ge` in the participle.
PREFIXES = (
    "hinter",
    "wider",
    "unter",
    "über",
    "miss",
    "voll",
    "emp",
    "ent",
    "ver",
    "zer",
    "be",
    "er",
    "ge",
    "um",
    "durch",
)
#: infinitive, third person present, past, participle
STRONG = """backen bäckt backte gebacken|befehlen befiehlt befahl befohlen|beginnen beginnt begann begonnen|beißen beißt biss gebissen
bergen birgt barg geborgen|bersten birst barst geborsten|biegen biegt bog gebogen|bieten bietet bot geboten|binden bindet band gebunden
bitten bittet bat gebeten|blasen bläst blies geblasen|bleiben bleibt blieb geblieben|braten brät briet gebraten|brechen bricht brach gebrochen
brennen brennt brannte gebrannt|bringen bringt brachte gebracht|denken denkt dachte gedacht|dringen dringt drang gedrungen
dürfen darf durfte gedurft|empfehlen empfiehlt empfahl empfohlen|essen isst aß gegessen|fahren fährt fuhr gefahren|fallen fällt fiel gefallen
fangen fängt fing gefangen|finden findet fand gefunden|flechten flicht flocht geflochten|fliegen fliegt flog geflogen|fliehen flieht floh geflohen
fließen fließt floss geflossen|fressen frisst fraß gefressen|frieren friert fror gefroren|geben gibt gab gegeben|gehen geht ging gegangen
gelingen gelingt gelang gelungen|gelten gilt galt gegolten|genießen genießt genoss genossen|geschehen geschieht geschah geschehen
gewinnen gewinnt gewann gewonnen|gießen gießt goss gegossen|gleichen gleicht glich geglichen|gleiten gleitet glitt geglitten
graben gräbt grub gegraben|greifen greift griff gegriffen|haben hat hatte gehabt|halten hält hielt gehalten|hängen hängt hing gehangen
hauen haut haute gehauen|heben hebt hob gehoben|heißen heißt hieß geheißen|helfen hilft half geholfen|kennen kennt kannte gekannt
klingen klingt klang geklungen|kneifen kneift kniff gekniffen|kommen kommt kam gekommen|können kann konnte gekonnt|kriechen kriecht kroch gekrochen
laden lädt lud geladen|lassen lässt ließ gelassen|laufen läuft lief gelaufen|leiden leidet litt gelitten|leihen leiht lieh geliehen
lesen liest las gelesen|liegen liegt lag gelegen|lügen lügt log gelogen|meiden meidet mied gemieden|messen misst maß gemessen
misslingen misslingt misslang misslungen|mögen mag mochte gemocht|müssen muss musste gemusst|nehmen nimmt nahm genommen|nennen nennt nannte genannt
pfeifen pfeift pfiff gepfiffen|preisen preist pries gepriesen|raten rät riet geraten|reiben reibt rieb gerieben|reißen reißt riss gerissen
reiten reitet ritt geritten|rennen rennt rannte gerannt|riechen riecht roch gerochen|ringen ringt rang gerungen|rufen ruft rief gerufen
saufen säuft soff gesoffen|schaffen schafft schuf geschaffen|scheiden scheidet schied geschieden|scheinen scheint schien geschienen
schelten schilt schalt gescholten|schieben schiebt schob geschoben|schießen schießt schoss geschossen|schlafen schläft schlief geschlafen
schlagen schlägt schlug geschlagen|schleichen schleicht schlich geschlichen|schleifen schleift schliff geschliffen|schließen schließt schloss geschlossen
schmeißen schmeißt schmiss geschmissen|schmelzen schmilzt schmolz geschmolzen|schneiden schneidet schnitt geschnitten|schreiben schreibt schrieb geschrieben
schreien schreit schrie geschrien|schreiten schreitet schritt geschritten|schweigen schweigt schwieg geschwiegen|schwimmen schwimmt schwamm geschwommen
schwinden schwindet schwand geschwunden|schwören schwört schwor geschworen|sehen sieht sah gesehen|sein ist war gewesen|senden sendet sandte gesandt
singen singt sang gesungen|sinken sinkt sank gesunken|sitzen sitzt saß gesessen|sprechen spricht sprach gesprochen|springen springt sprang gesprungen
stechen sticht stach gestochen|stehen steht stand gestanden|stehlen stiehlt stahl gestohlen|steigen steigt stieg gestiegen|sterben stirbt starb gestorben
stinken stinkt stank gestunken|stoßen stößt stieß gestoßen|streichen streicht strich gestrichen|streiten streitet stritt gestritten
tragen trägt trug getragen|treffen trifft traf getroffen|treiben treibt trieb getrieben|treten tritt trat getreten|trinken trinkt trank getrunken
trügen trügt trog getrogen|tun tut tat getan|verderben verdirbt verdarb verdorben|vergessen vergisst vergaß vergessen|verlieren verliert verlor verloren
wachsen wächst wuchs gewachsen|waschen wäscht wusch gewaschen|weichen weicht wich gewichen|weisen weist wies gewiesen|wenden wendet wandte gewandt
werben wirbt warb geworben|werden wird wurde geworden|werfen wirft warf geworfen|wiegen wiegt wog gewogen|winden windet wand gewunden
wissen weiß wusste gewusst|wollen will wollte gewollt|zeihen zeiht zieh geziehen|ziehen zieht zog gezogen|zwingen zwingt zwang gezwungen
stürben stirbt starb gestorben|schwellen schwillt schwoll geschwollen|löschen erlischt erlosch erloschen|pflegen pflegt pflegte gepflegt"""
_NOT_STRONG = frozenset(
    {"begleiten", "beschaffen", "verschaffen", "bewältigen", "anschaffen", "abschaffen", "veranlassen", "beweisen "}
)
_UMLAUT = str.maketrans("aou", "äöü")


@cache
def _strong() -> dict[str, tuple[str, str, str]]:
    rows = (row.split() for row in STRONG.replace("\n", "|").split("|"))
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def split_particle(lemma: str) -> tuple[str, str]:
    """(particle, base) of a separable verb; particle "" if it has none."""
    if lemma.startswith("hinter") and not lemma.startswith("hinterher"):
        return "", lemma
    for particle in _SORTED_PARTICLES:
        base = lemma[len(particle) :]
        if (
            lemma.startswith(particle)
            and len(base) >= 4
            and base[:1] != "e"
            and any(v in base[:-2] for v in "aeiouäöü")
        ):
            return particle, base
    return "", lemma


def _base(verb: str) -> tuple[str, str]:
    """(prefix, strong base) of a verb; base "" if it is weak."""
    strong = _strong()
    if verb in strong:
        return "", verb
    if verb not in _NOT_STRONG:
        for prefix in PREFIXES:
            if verb.startswith(prefix) and verb[len(prefix) :] in strong:
                return prefix, verb[len(prefix) :]
    return "", ""


def participle(verb: str) -> str:
    """The second participle of a verb without particle: geworfen, kritisiert, verurteilt."""
    prefix, base = _base(verb)
    if base:
        form = _strong()[base][2]
        return (
            prefix + form.removeprefix("ge")
            if prefix and form.startswith("ge") and base not in {"geben", "gehen"}
            else prefix + (form[2:] if prefix else form)
        )
    stem = _stem(verb)
    form = stem + ("et" if _needs_e(stem) else "t")
    return form if verb.startswith(PREFIXES[:-2]) or verb.endswith("ieren") else "ge" + form


def _stem(verb: str) -> str:
    return verb[:-2] if verb.endswith("en") else verb[:-1]


def _needs_e(stem: str) -> bool:
    return stem[-1:] in "td" or (stem[-1:] in "mn" and stem[-2:-1] not in "aeiouäöülrmnh" and len(stem) > 2)


def finite_forms(verb: str) -> set[str]:
    """Finite forms and infinitive of a verb without particle."""
    stem = _stem(verb)
    e = "e" if _needs_e(stem) else ""
    forms = {verb, stem + "e", stem + "et", stem + e + "t"}
    prefix, base = _base(verb)
    if not base:
        return forms | {stem + e + ending for ending in ("te", "ten", "test", "tet")}
    present, past, _ = (prefix + f for f in _strong()[base])
    if past.endswith("te"):
        return forms | {present, past, past + "n"}
    return forms | {
        present,
        past,
        past + "en",
        past + "t",
        past.translate(_UMLAUT) + "e",
        past.translate(_UMLAUT) + "en",
    }


def verb_forms(lemma: str) -> tuple[set[str], set[tuple[str, str]]]:
    """(forms as one word, forms as (verb, particle)) of a verb: vorwirft, vorgeworfen; (wirft, vor)."""
    particle, base = split_particle(lemma)
    if not particle:
        return finite_forms(lemma) | {participle(lemma)}, set()
    finite = finite_forms(base)
    joined = {particle + f for f in finite} | {particle + participle(base), particle + "zu" + base}
    apart = {(f, particle) for f in finite}
    if particle in {"um", "durch", "wieder"}:
        joined |= finite_forms(lemma) | {participle(lemma)}
    return joined, apart


def full_participle(lemma: str) -> str:
    """The second participle with its particle: vorgeworfen, angeklagt."""
    particle, base = split_particle(lemma)
    return particle + participle(base)


_ADJECTIVE_ENDINGS = ("em", "en", "er", "es", "e")


def adjective_stems(word: str) -> list[str]:
    """Possible base forms of an inflected adjective, the likeliest first: umstrittenen -> umstritten."""
    out = [word]
    for ending in _ADJECTIVE_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            out.append(stem)
            if stem[-1] in "lr" and stem[-2] not in "aeiouäöü":  # dunkle -> dunkel, integre -> integer
                out.append(stem[:-1] + "e" + stem[-1])
            break
    for stem in list(out):
        for comparative in ("er", "est", "st"):
            if stem.endswith(comparative) and len(stem) - len(comparative) >= 3:
                bare = stem[: -len(comparative)]
                out += [bare, bare.replace("ä", "a").replace("ö", "o").replace("ü", "u"), bare + "e"]
    return out


def noun_stems(word: str) -> list[str]:
    """Possible base forms of an inflected noun, the likeliest first: Vorwürfen -> Vorwurf; Lügnerinnen -> Lügner."""
    out = [word]
    for ending in ("innen", "es", "en", "er", "ern", "in", "s", "n", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            out += [stem, stem + "e"] if ending == "innen" else [stem]
            if ending in {"en", "er", "ern", "e"}:
                out.append(stem.replace("ä", "a").replace("ö", "o").replace("ü", "u"))
    if word.endswith("e"):  # der Verdächtige: listed as Verdächtiger
        out.append(word + "r")
    if word.endswith("en"):
        out.append(word[:-1] + "r")
    if word.endswith(("nisse", "nissen")):
        out.append(word[: word.rindex("nisse") + 3])
    return out


def part_stems(word: str) -> list[str]:
    """Base forms of the last part of a compound; fewer guesses than for a whole noun."""
    out = [word]
    for ending in ("es", "s", "en", "n", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            stem = word[: -len(ending)]
            out.append(stem)
            if ending in {"en", "e"}:
                out.append(stem.replace("ä", "a").replace("ö", "o").replace("ü", "u"))
    return out
