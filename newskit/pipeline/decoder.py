"""From what the encoder's heads say of each word to a Doc: tags, features, lemmas, trees, names."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from .edits import apply_rule, lemma_of
from .trees import best_tree

Array = NDArray[Any]
#: A tree is made of so many words at most; what is longer is no sentence, and is parsed in parts.
LONGEST_TREE = 300


class Decoder:
    """From what the heads say to a Doc's attributes."""

    def __init__(self, vocab: Vocab, labels: dict[str, Any], lemmas: dict[str, dict[str, str]]) -> None:
        add = vocab.strings.add
        self.vocab, self.lemmas = vocab, lemmas
        self.tag_names: list[str] = labels["tags"]
        self.tags = [add(label) for label in self.tag_names]
        self.pos = [add(label) for label in labels["pos"]]
        self.deps = [add(label) for label in labels["deps"]]
        self.root_label = labels["deps"].index("ROOT")
        self.ents: list[str] = labels["ents"]
        self.feats: list[tuple[str, list[str]]] = list(labels["feats"].items())
        self.rules = [json.loads(rule) for rule in labels["rules"]]
        self.root, self.bias = (np.array(labels[k], np.float32) for k in ("root", "bias"))
        self.legal = legal_moves(self.ents)
        self._morphs: dict[tuple[int, ...], int] = {}
        self._lemmas: dict[tuple[str, str, tuple[int, ...]], int] = {}
        self.space = {TAG: add("_SP"), POS: add("SPACE"), DEP: add("dep")}
        self.parataxis = add("parataxis")

    def write(self, doc: Doc, said: list[tuple[list[int], dict[str, Array]]]) -> None:
        """Set everything on a Doc."""
        columns = {a: np.zeros(len(doc), np.uint64) for a in (TAG, POS, MORPH, LEMMA, DEP)}
        heads = np.arange(len(doc))
        width = said[0][1]["vectors"].shape[1] if said else 0
        doc.tensor = np.zeros((len(doc), width), np.float32)
        spans: list[Span] = []
        for tokens, s in said:
            doc.tensor[tokens] = s["vectors"]
            columns[TAG][tokens] = [self.tags[t] for t in s["tags"]]
            columns[POS][tokens] = [self.pos[t] for t in s["pos"]]
            columns[MORPH][tokens] = [self._morph(tuple(f)) for f in s["feats"].tolist()]
            columns[LEMMA][tokens] = [
                self._lemma(doc[i].text, self.tag_names[t], tuple(r))
                for i, t, r in zip(tokens, s["tags"], s["rules"].tolist(), strict=True)
            ]
            tree, labels = self._tree(s)
            heads[tokens] = [tokens[h - 1] if h else i for h, i in zip(tree, tokens, strict=True)]
            columns[DEP][tokens] = labels
            spans += self._names(doc, tokens, s["ents"])
        self._space(doc, columns, heads)
        self._set(doc, columns, heads)
        doc.set_ents(spans, default="outside")

    def _set(self, doc: Doc, columns: dict[int, Array], heads: Array) -> None:
        if not len(doc):
            return
        order = [TAG, POS, MORPH, LEMMA, DEP]
        apart = (heads - np.arange(len(doc))).astype(np.int64).astype(np.uint64)
        doc.from_array([*order, HEAD], np.stack([*(columns[a] for a in order), apart], 1))  # type: ignore[arg-type]

    def _morph(self, said: tuple[int, ...]) -> int:
        if said not in self._morphs:
            named = [f"{name}={values[v]}" for (name, values), v in zip(self.feats, said, strict=True) if values[v]]
            self._morphs[said] = self.vocab.morphology.add("|".join(sorted(named)))
        return self._morphs[said]

    def _lemma(self, word: str, tag: str, rules: tuple[int, ...]) -> int:
        """The lemma of a common word, or what the first rule makes of it that applies."""
        key = (word, tag, rules)
        if key not in self._lemmas:
            known = lemma_of(self.lemmas, word, tag)
            made = (apply_rule(self.rules[r][0], self.rules[r][1], word) for r in rules)
            if len(self._lemmas) > 200_000:  # a corpus has many words; most of them once
                self._lemmas.clear()
            self._lemmas[key] = self.vocab.strings.add(known or next((m for m in made if m), word))
        return self._lemmas[key]

    def _tree(self, said: dict[str, Array]) -> tuple[list[int], list[int]]:
        """Heads (from 1; 0: the root) and labels of one sentence."""
        heads: list[int] = []
        labels: list[int] = []
        for start in range(0, len(said["below"]), LONGEST_TREE):
            part = slice(start, start + LONGEST_TREE)
            above = np.concatenate([self.root[None], said["above"][part]])
            tree = best_tree(said["below"][part] @ above.T + above @ self.bias)
            names = self._labels(said["table"][part], said["high"][part], tree)
            if start:  # the root of a later part hangs on that of the first
                first = heads.index(0) + 1
                names = [self.parataxis if h == 0 else n for h, n in zip(tree, names, strict=True)]
                tree = [h + start if h else first for h in tree]
            heads, labels = heads + tree, labels + names
        return heads, labels

    def _labels(self, table: Array, high: Array, tree: list[int]) -> list[int]:
        size = high.shape[1]
        table = table.reshape(len(table), -1, size + 1)
        above = high[np.maximum(np.array(tree) - 1, 0)]
        scores = np.matmul(table[:, :, :size], above[:, :, None])[:, :, 0] + table[:, :, size]
        scores[:, self.root_label] = -np.inf
        return [self.deps[self.root_label if h == 0 else int(k)] for h, k in zip(tree, scores.argmax(1), strict=True)]

    def _names(self, doc: Doc, tokens: list[int], scores: Array) -> list[Span]:
        path = best_path(scores, self.legal)
        out, start = [], -1
        for k, tag in enumerate([*(self.ents[t] for t in path), "O"]):
            if start >= 0 and tag[:1] != "I":
                out.append(Span(doc, tokens[start], tokens[k - 1] + 1, label=self.ents[path[start]][2:]))
                start = -1
            if tag[:1] == "B":
                start = k
        return out

    def _space(self, doc: Doc, columns: dict[int, Array], heads: Array) -> None:
        """White space hangs on the word before it; before the first word it is a sentence of its own (layout)."""
        words = [t.i for t in doc if not t.is_space]
        if len(words) == len(doc):
            return
        before = np.searchsorted(words, np.arange(len(doc)))
        for token in doc:
            if token.is_space:
                heads[token.i] = words[before[token.i] - 1] if before[token.i] else token.i
                columns[LEMMA][token.i] = token.orth
                for attribute, value in self.space.items():
                    columns[attribute][token.i] = value


def legal_moves(labels: list[str]) -> Array:
    """Which BIO tag may follow which: 0 where it may, else minus infinity. The last row is the start of a sentence."""
    out = np.zeros((len(labels) + 1, len(labels)), np.float32)
    for i, before in enumerate([*labels, "O"]):
        for j, after in enumerate(labels):
            if after[:1] == "I" and before[2:] != after[2:]:
                out[i, j] = -np.inf
    return out


def best_path(scores: Array, legal: Array) -> list[int]:
    """The best sequence of tags in which each may follow the one before it (Viterbi)."""
    plain = scores.argmax(1).tolist()
    if all(legal[a, b] == 0 for a, b in zip([len(legal) - 1, *plain], plain, strict=False)):
        return [int(t) for t in plain]
    best = scores[0] + legal[-1]
    back = []
    for row in scores[1:]:
        moves = best[:, None] + legal[:-1]
        back.append(moves.argmax(0))
        best = moves.max(0) + row
    path = [int(best.argmax())]
    for choice in reversed(back):
        path.append(int(choice[path[-1]]))
    return path[::-1]
