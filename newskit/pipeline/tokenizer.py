"""Words of German news text: spaCy's German tokenizer, with what it gets wrong put right.

The text of a Doc is never changed. Text in NFD (u + combining dots), with soft hyphens or zero-width characters is cut
as if it were clean, and each such word borrows norm, shape, prefix, suffix and vector of its clean form, so that the
model sees "für" however it is encoded.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from spacy.attrs import ORTH
from spacy.lang.de import German
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from ..german.reading import CLEAN
from ..resources import Classes, Lexicons

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
UNCLEAN = re.compile(f"[{INVISIBLE}]|[\u0300-\u036f]")
#: Forms with a gender sign inside are one word: Politiker:innen, Lehrer*in, Mitarbeiter_innen, Bürger/-innen.
GENDERED = re.compile(r"[A-Za-zÄÖÜäöüß-]+(?:[:*_·]|/-?)in(?:nen)?(?:-[A-Za-zÄÖÜäöüß]+)?(?![A-Za-zäöüß])")
#: Two words stuck together where a sentence break was lost: UkraineNordkoreanische.
GLUED = re.compile(r"(?<=[a-zäöüß]{3})(?=[A-ZÄÖÜ][a-zäöüß]{3})")
NUMBER_DOT = re.compile(r"^\d+\.$")
UMLAUT = re.compile("[äöüÄÖÜß]")
WORD = re.compile(r"[^\W\d_]+")
#: Umlauts in two letters; not the ue of neue, Feuer, Quelle.
TWO_LETTERS = re.compile(r"[Aa]e|[Oo]e|(?<![aeqAEQ])[Uu]e")
SS = re.compile("ss")
#: Where ss stands for ß: behind a long vowel.
LONG_SS = re.compile(
    r"(?:ei|ie|äu|eu|aeu)ss|gross|gröss|groess|strass|stoss|stöss|stoess|grüss|gruess|süss|suess|fuss|füss|fuess|"
    r"massnahm|mäss|maess|spass|späss|bloss|büss|buess|gruss|aussen|ausser|äuss"
)
ONE_LETTER = {"ae": "ä", "Ae": "Ä", "oe": "ö", "Oe": "Ö", "ue": "ü", "Ue": "Ü", "ss": "ß"}
_SPACE = re.compile(r"\s")
_BRACKET = re.compile(r"\)+:|[8:=]\)|\(:")


def _infixes() -> list[str]:
    """spaCy's German infixes plus a dash or closing quotation mark between words, and in „Bild“-Zeitung."""
    return [
        *German.Defaults.infixes,
        r"(?<=[A-Za-zÄÖÜäöüß0-9])[–—](?=[A-Za-zÄÖÜäöüß0-9])",
        r"(?<=[a-zäöüß])[.!?](?=[“”»«\"][A-ZÄÖÜ])",
        r"(?<=[.!?])[“”»«\"](?=[A-ZÄÖÜ])",
        r"(?<=[a-zäöüß])[!?](?=[A-ZÄÖÜ])",
        r"(?<=[A-Za-zäöüß])[“”»«\"](?=-[A-ZÄÖÜ])",
        r"\.\.\.",
    ]


def _base_tokenizer(vocab: Vocab, words: Classes) -> Tokenizer:
    defaults = German.Defaults
    whole = sorted(words["abbreviation_part"] | words["abbreviation_at_start"])
    return Tokenizer(
        vocab,
        rules=_exceptions() | {word: [{ORTH: word}] for word in whole},
        prefix_search=_search([",,", "‚‚", *(defaults.prefixes or []), "[‹›‚]"], "prefix"),
        suffix_search=_search([*(defaults.suffixes or []), "[‹›]"], "suffix"),
        infix_finditer=re.compile("|".join(_infixes())).finditer,
        token_match=GENDERED.fullmatch,
        url_match=defaults.url_match,
    )


def _exceptions() -> dict[str, Any]:
    """spaCy's German exceptions without the smileys that are a bracket and a colon in print: Brandt (41): „...“."""
    return {word: cut for word, cut in German.Defaults.tokenizer_exceptions.items() if not _BRACKET.fullmatch(word)}


def _search(pieces: Iterable[str], kind: str) -> Callable[[str], Any]:
    joined = "|".join("^" + p if kind == "prefix" else p + "$" for p in pieces if p.strip())
    return re.compile(joined).search


def clean_view(text: str) -> tuple[str, list[int]]:
    """The text composed (NFC) and without invisible characters, and for each of its characters where it stood.

    The list has one entry more than the clean text: its length in the original.
    """
    out: list[str] = []
    where: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (unicodedata.combining(text[end]) or text[end] in INVISIBLE):
            end += 1
        visible = [k for k in range(start, end) if text[k] not in INVISIBLE]
        piece = unicodedata.normalize("NFC", "".join(text[k] for k in visible))
        if len(piece) == 1:
            out.append(piece)
            where.append(start)
        else:  # nothing visible, or marks that do not compose: character by character
            out.extend(text[k] for k in visible)
            where.extend(visible)
        start = end
    return "".join(out), [*where, len(text)]


def _with_umlauts(clean: str, where: list[int], respelled: dict[int, str]) -> tuple[str, list[int]]:
    """The clean text with one letter for two at the places given, which are those of the original."""
    out: list[str] = []
    places: list[int] = []
    k = 0
    while k < len(clean):
        letter = respelled.get(where[k])
        out.append(letter or clean[k])
        places.append(where[k])
        k += 2 if letter else 1
    return "".join(out), [*places, where[-1]]


class GermanTokenizer:
    """Callable from text to Doc; `Doc.text` equals the text given, character for character."""

    def __init__(self, nlp: Language) -> None:
        self.vocab: Vocab = nlp.vocab
        self.read_with("")
        self._known = lru_cache(100_000)(self._is_known)

    def read_with(self, lexicons: str) -> None:
        """Take the abbreviations and the beginnings of sentences of a folder of word lists ("" for newskit's own)."""
        self.lexicons = lexicons
        self.base = _base_tokenizer(self.vocab, Lexicons.of(lexicons).words)

    def __call__(self, text: str) -> Doc:
        """Cut a text into words."""
        respelled = self._respelled(text)
        if respelled or UNCLEAN.search(text):
            return self._through_clean_view(text, respelled)
        return self._mend(self.base(text))

    def _respelled(self, text: str) -> dict[int, str]:
        """Places (of two letters) with the umlaut or ß meant, in a text without any: fuer, erklaerte; heisst, Strasse.

        A word is respelled if that makes one that raw text knows.
        """
        classes = Lexicons.of(self.lexicons).words
        without = not UMLAUT.search(text) and any(map(classes["ae_spelling"].__contains__, WORD.findall(text.lower())))
        swiss = "ß" not in text and "ss" in text
        if not without and not swiss:
            return {}
        found: dict[int, str] = {}
        for match in WORD.finditer(text):
            word = match.group()
            if without and TWO_LETTERS.search(word):
                found.update(self._places(match.start(), word, TWO_LETTERS))
            if (without or swiss) and "ss" in word and LONG_SS.search(word.lower()):
                found.update(self._places(match.start(), word, SS))
        return found

    def _places(self, start: int, word: str, pattern: re.Pattern[str]) -> dict[int, str]:
        respelled = pattern.sub(lambda m: ONE_LETTER[m.group()], word)
        low = respelled[:1].lower() + respelled[1:]
        if not (self._known(respelled) or self._known(low) or (pattern is TWO_LETTERS and not self._known(word))):
            return {}
        return {start + m.start(): ONE_LETTER[m.group()] for m in pattern.finditer(word)}

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterable[Doc]:
        """Tokenize a stream of texts."""
        for text in texts:
            yield self(text)

    def explain(self, text: str) -> list[tuple[str, str]]:
        """The pattern that cut each piece, by spaCy's own rules (before the German mends)."""
        return list(self.base.explain(text))

    def _is_known(self, word: str) -> bool:
        return self.vocab.has_vector(word) if self.vocab.vectors_length else False

    def _mend(self, doc: Doc) -> Doc:
        """Cut words that spaCy left stuck together; the same Doc if there are none."""
        pieces: list[list[str]] = []
        changed = False
        for token in doc:
            cut = self._cut(doc, token.i, token.text)
            changed = changed or len(cut) > 1
            pieces.append(cut)
        if not changed:
            return doc
        words = [piece for cut in pieces for piece in cut]
        spaces = []
        for token, cut in zip(doc, pieces, strict=True):
            spaces += [False] * (len(cut) - 1) + [bool(token.whitespace_)]
        return Doc(self.vocab, words=words, spaces=spaces)

    def _cut(self, doc: Doc, i: int, word: str) -> list[str]:
        if word[-1:] == "." and NUMBER_DOT.match(word):
            return [word[:-1], "."] if _number_ends_sentence(doc, i, self.lexicons) else [word]
        if len(word) > 8 and (glue := GLUED.search(word)) and not GENDERED.fullmatch(word):
            left, right = word[: glue.start()], word[glue.start() :]
            if (
                right not in ("Innen",)
                and not self._known(word)
                and self._known(left)
                and (self._known(right) or self._known(right.lower()))
                and sum(token.text == word for token in doc) == 1  # twice in a text it is a name (StadtGalerie)
            ):
                return [left, right]
        return [word]

    def _through_clean_view(self, text: str, respelled: dict[int, str]) -> Doc:
        clean, where = clean_view(text)
        if respelled:
            clean, where = _with_umlauts(clean, where, respelled)
        doc = self._mend(self.base(clean))
        words: list[str] = []
        spaces: list[bool] = []
        borrowed: list[str | None] = []
        position = 0
        for token in doc:
            begin, end = where[token.idx], where[token.idx + len(token)]
            if begin > position:  # invisible characters alone, before any word
                words.append(text[position:begin])
                spaces.append(False)
                borrowed.append(None)
            words.append(text[begin:end])
            spaces.append(bool(token.whitespace_))
            borrowed.append(token.text)
            position = end + len(token.whitespace_)
        if position < len(text):
            words.append(text[position:])
            spaces.append(False)
            borrowed.append(None)
        result = Doc(self.vocab, words=words, spaces=spaces)
        for word, original in zip(words, borrowed, strict=True):
            if original is not None and word != original:
                self._borrow(word, original)
        result.user_data[CLEAN] = {}
        for token, original in zip(result, borrowed, strict=True):
            if original is not None and token.text != original:
                token.norm_ = self.vocab[original].norm_
                result.user_data[CLEAN][token.i] = original
        return result

    def _borrow(self, word: str, original: str) -> None:
        """Give the lexeme of an unclean form the features and the vector of its clean form."""
        lexeme, source = self.vocab[word], self.vocab[original]
        lexeme.lower_, lexeme.norm_, lexeme.shape_ = source.lower_, source.norm_, source.shape_
        lexeme.prefix_, lexeme.suffix_ = source.prefix_, source.suffix_
        if self._known(original) and not self.vocab.has_vector(word):
            row = self.vocab.vectors.key2row.get(source.orth)
            if row is not None:
                self.vocab.vectors.add(lexeme.orth, row=row)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing to save: the rules are code."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> "GermanTokenizer":
        """Nothing to load."""
        return self

    def to_disk(self, path: Any, **kwargs: Any) -> None:
        """Nothing to save."""

    def from_disk(self, path: Any, **kwargs: Any) -> "GermanTokenizer":
        """Nothing to load."""
        return self


def _number_ends_sentence(doc: Doc, i: int, lexicons: str) -> bool:
    """Is the full stop after a number the end of a sentence (... um 20. Der ...) or part of an ordinal (3. Mai)?"""
    following = next((t.text for t in doc[i + 1 : i + 3] if not t.is_quote and not t.is_right_punct), "")
    if not following or _SPACE.match(following):
        return True
    if not following[0].isalpha():
        return len(doc[i]) > 3
    if len(doc[i]) == 5 and following[0].isupper():  # four digits: a year
        return True
    return following[0].isupper() and following.lower() in Lexicons.of(lexicons).words["sentence_starter"]


@registry.tokenizers("newskit.GermanTokenizer.v1")
def create_tokenizer() -> Callable[[Language], GermanTokenizer]:
    """Entry point for spaCy's config: `[nlp.tokenizer] @tokenizers = "newskit.GermanTokenizer.v1"`."""
    return GermanTokenizer
