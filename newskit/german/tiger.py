"""TIGER dependencies (spaCy's de_core_news_*) re-hung and renamed so that they read like UD.

TIGER makes the finite auxiliary the head of its clause and the preposition the head of its noun, and chains
coordination through the conjunction; UD turns each of these round. Only what the analyzers read is mapped.
"""

#: Labels that UD does not have: one of them tells the scheme.
TIGER_ONLY = frozenset({"sb", "nk", "oa", "mo", "oc", "svp", "cj", "cd", "cp", "sbp", "ag", "pnc"})
RENAMED = {
    "sb": "nsubj", "sbp": "obl:agent", "oa": "obj", "da": "iobj", "og": "obl:arg", "op": "obl:arg", "mo": "advmod",
    "mnr": "nmod", "ag": "nmod", "pg": "nmod", "pd": "xcomp", "app": "appos", "pnc": "flat", "ns": "flat",
    "svp": "compound:prt",
    "rc": "acl", "re": "ccomp", "cp": "mark", "ng": "advmod", "par": "parataxis", "rs": "ccomp", "ep": "expl",
    "ph": "expl",
    "cc": "nmod", "cm": "case", "nmc": "flat", "uc": "flat", "dm": "discourse", "ju": "cc", "pm": "mark", "oc": "ccomp",
    "avc": "advmod", "ac": "case", "adc": "flat", "vo": "vocative", "sp": "nsubj", "oa2": "obj",
}  # fmt: skip
_AUX = frozenset({"VAFIN", "VMFIN", "VAINF", "VAPP", "VMINF", "VAIMP"})
_BARE = frozenset({"VVPP", "VAPP", "VVINF", "VAINF", "VMINF", "VMPP"})
_PREPOSITION = frozenset({"APPR", "APPRART", "APPO", "APZR"})
_NOUNS = frozenset({"NN", "NE", "FM", "PPER", "PDS", "PIS", "PRELS", "PWS", "CARD"})
_WORDS = {
    "ART": "det",
    "PDAT": "det",
    "PIAT": "det",
    "PPOSAT": "det:poss",
    "PWAT": "det",
    "ADJA": "amod",
    "CARD": "nummod",
    "NE": "flat",
    "NN": "flat",
}


def to_ud(tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Change labels and heads in place."""
    _verbs(tags, deps, heads)
    _copulas(tags, deps, heads)
    _prepositions(tags, deps, heads)
    _coordination(tags, deps, heads)
    for i, dep in enumerate(deps):
        if dep == "nk":
            deps[i] = (
                _WORDS.get(tags[i], "amod")
                if tags[heads[i]] in _NOUNS
                else "case"
                if tags[i] in _PREPOSITION
                else "nmod"
            )
        elif dep == "mo" and tags[i] in _NOUNS:
            deps[i] = "obl"
        elif dep == "oc" and tags[i] in {"VVIZU", "VVINF"}:
            deps[i] = "xcomp"
        else:
            deps[i] = RENAMED.get(dep, dep)


def _swap(i: int, j: int, deps: list[str], heads: list[int], label: str) -> None:
    """Make j, so far below i, its head: j takes i's place and all of i's other dependents."""
    heads[j] = j if heads[i] == i else heads[i]
    deps[j] = deps[i]
    for k, h in enumerate(heads):
        if h == i and k not in (i, j):
            heads[k] = j
    heads[i], deps[i] = j, label


def _verbs(tags: list[str], deps: list[str], heads: list[int]) -> None:
    for i in range(len(tags)):
        while tags[i] in _AUX and deps[i] not in {"aux", "aux:pass"}:
            below = [j for j, h in enumerate(heads) if h == i and j != i and deps[j] == "oc" and tags[j] in _BARE]
            if not below or any(h == below[0] and tags[k] == "PTKZU" for k, h in enumerate(heads)):
                break
            _swap(i, below[0], deps, heads, "aux")


def _copulas(tags: list[str], deps: list[str], heads: list[int]) -> None:
    for i in range(len(tags)):
        if tags[i] in {"VAFIN", "VAINF", "VAPP"} and deps[i] not in {"aux", "aux:pass"}:
            below = [
                j for j, h in enumerate(heads) if h == i and j != i and deps[j] == "pd" and tags[j] not in _PREPOSITION
            ]
            if below:
                _swap(i, below[0], deps, heads, "cop")


def _prepositions(tags: list[str], deps: list[str], heads: list[int]) -> None:
    for i in range(len(tags)):
        if tags[i] in _PREPOSITION:
            below = [j for j, h in enumerate(heads) if h == i and j != i and deps[j] == "nk" and tags[j] in _NOUNS]
            if below:
                nominal = tags[heads[i]] in _NOUNS and heads[i] != i
                role = {"sbp": "obl:agent", "op": "obl:arg"}.get(deps[i], "nmod" if nominal else "obl")
                _swap(i, below[-1], deps, heads, "case")
                deps[below[-1]] = role


def _coordination(tags: list[str], deps: list[str], heads: list[int]) -> None:
    for i in range(len(tags)):
        if deps[i] == "cj":
            above = heads[i]
            if deps[above] == "cd":
                heads[i] = heads[above]
                heads[above], deps[above] = i, "cc"
            deps[i] = "conj"
