"""Which language a text is written in, by its stop words."""

from __future__ import annotations

from itertools import repeat

_STOP_WORDS = {
    "de": "der die das und ist nicht ein eine einen einem einer den dem des mit von zu zum zur auf für im sich sie er es "
    "auch als an bei nach aus wie dass daß werden wird wurde hat haben sei noch über vor um nur oder aber war sind in",
    "en": "the of and to a in is that for it was on with as be by at from are this have has not but they his her which "
    "an or were had will would their been who its said",
    "fr": "le la les de des du et à un une est que qui dans pour par sur au aux pas plus ce il elle ne se avec sont son sa "
    "ses ont cette mais été en",
    "it": "il lo la gli le di del della dei delle che e è un una per con non sono si da dal nel nella al alla come più ha "
    "anche ma ci questo in",
    "es": "el la los las de del y que en un una es por con para no se su sus al lo como más pero fue ha este esta son "
    "también entre",
    "nl": "de het een en van is dat die niet op te voor met zijn aan er om ook als bij door naar uit heeft wordt maar nog "
    "werd over dan hij was in",
}  # fmt: skip
_CODES = tuple(_STOP_WORDS)
#: Word -> one number that counts for all languages at once, a byte each (no more than 150 words are counted).
_COUNTS: dict[str, int] = {
    word: sum(1 << 8 * place for place, code in enumerate(_CODES) if word in _STOP_WORDS[code].split())
    for words in _STOP_WORDS.values()
    for word in words.split()
}
_SIGNS = '.,;:!?()„“”"»«'
_WORDS = 150


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of a text's language, by its stop words; None if there is too little to go by.

    Knows German, English, French, Italian, Spanish and Dutch. At least three stop words, an eighth of the words and a
    clear lead are asked for: a headline alone rarely is enough, and a text in another language gets None.
    """
    words = text[:1500].lower().split(None, _WORDS)[:_WORDS]
    hits = sum(map(_COUNTS.get, map(str.strip, words, repeat(_SIGNS)), repeat(0)))
    ranked = sorted(zip(hits.to_bytes(len(_CODES), "little"), _CODES, strict=True), reverse=True)
    (most, best), (next_most, _) = ranked[:2]
    return best if most >= max(3, len(words) / 8) and most >= 1.3 * next_most else None
