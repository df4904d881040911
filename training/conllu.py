"""CoNLL-U trees in and out, with multiword tokens (zum = zu + dem) merged, on one scheme of labels and features."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

KEEP_FEATURES = ("Case", "Degree", "Gender", "Mood", "Number", "Person", "Tense", "VerbForm")
#: Subtypes that only some of the treebanks make.
LABELS = {
    "acl:relcl": "acl", "flat:name": "flat", "obl:tmod": "obl", "nmod:poss": "nmod", "expl:pv": "expl",
    "nsubj:outer": "nsubj", "csubj:pass": "csubj", "cc:preconj": "cc", "root": "ROOT",
}  # fmt: skip
TAGS = {
    "PAV": "PROAV",
    "$;": "$.",
    "PPOSS": "PPOSAT",
    "KOKON": "KON",
    "VVINZU": "VVIZU",
    "VMPP": "VVPP",
    "VVIN": "VVINF",
}
STTS = frozenset(
    "ADJA ADJD ADV APPO APPR APPRART APZR ART CARD FM ITJ KOKOM KON KOUI KOUS NE NN PDAT PDS PIAT PIS PPER PPOSAT PRELAT "
    "PRELS PRF PROAV PTKA PTKANT PTKNEG PTKVZ PTKZU PWAT PWAV PWS TRUNC VAFIN VAINF VAPP VMFIN VMINF VVFIN VVIMP VVINF "
    "VVIZU VVPP XY $( $, $.".split()
)


@dataclass
class Word:
    """One surface word; `head` is the index of its head in the sentence (its own index for the root)."""

    form: str
    lemma: str
    pos: str
    tag: str
    feats: dict[str, str]
    head: int
    dep: str
    space: bool = True


@dataclass
class Sentence:
    """One sentence with its words, the id it has in its treebank, and whether a new document starts with it."""

    words: list[Word]
    id: str = ""
    new_document: bool = False
    meta: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words with the spaces they had."""
        return "".join(w.form + " " * w.space for w in self.words).strip()


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Every sentence of a file, multiword tokens merged."""
    lines: list[str] = []
    with path.open(encoding="utf8") as file:
        for line in [*file, "\n"]:
            if line.strip():
                lines.append(line.rstrip("\n"))
            elif lines:
                yield _sentence(lines)
                lines = []


def _sentence(lines: list[str]) -> Sentence:
    meta = dict(_comment(line) for line in lines if line.startswith("#"))
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    ranges = {}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            ranges[first] = (last, row)
    single = {int(r[0]): r for r in rows if r[0].isdigit()}
    groups: list[list[int]] = []
    surface: list[list[str]] = []
    i = 1
    while i <= len(single):
        last, row = ranges.get(i, (i, single[i]))
        groups.append(list(range(i, last + 1)))
        surface.append(row)
        i = last + 1
    index = {n: g for g, group in enumerate(groups) for n in group}
    words = [_word(group, row, single, index) for group, row in zip(groups, surface, strict=True)]
    return Sentence(words, meta.get("sent_id", ""), "newdoc id" in meta or "newpar id" in meta, meta)


def _comment(line: str) -> tuple[str, str]:
    key, _, value = line[1:].partition("=")
    return key.strip(), value.strip()


def _word(group: list[int], row: list[str], single: dict[int, list[str]], index: dict[int, int]) -> Word:
    parts = [single[n] for n in group]
    outside = [p for p in parts if int(p[6]) == 0 or int(p[6]) not in group]
    main = outside[0] if outside else parts[0]
    tag = main[4] if len(parts) == 1 else ("APPRART" if main[3] == "ADP" else main[4])
    tag = TAGS.get(tag, tag)
    feats: dict[str, str] = {}
    for part in parts:
        feats.update(f.split("=", 1) for f in part[5].split("|") if "=" in f)
    me = index[group[0]]
    return Word(
        form=row[1],
        lemma=parts[0][2] if parts[0][2] != "_" else "",
        pos=main[3],
        tag=tag if tag in STTS else "",
        feats={k: v.split(",")[0] for k, v in feats.items() if k in KEEP_FEATURES},
        head=me if int(main[6]) == 0 else index[int(main[6])],
        dep=LABELS.get(main[7], main[7]),
        space="SpaceAfter=No" not in row[9],
    )
