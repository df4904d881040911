"""Texts in turns, by their layout alone: interviews (who asks, who answers) and lists of statements.

Someone must ask and someone must answer, with signs that the answer is a person's: a label that comes back, a question
that addresses somebody, an announcement. Recipes, results, plays and the questions that a newsroom answers itself lack
them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..resources import Classes
from .blocks import SENTENCE_END, WORD, Block, blocks_of, end_of_words, in_small

INTERVIEW, STATEMENTS = "interview", "statements"
_BOLD = re.compile(r"(?:\*\*|__).*(?:\*\*|__)$", re.DOTALL)
_ADDRESS = re.compile(r"\b(?:Sie|Ihnen|Ihren?|Ihre[mrs]|du|dir|dich|deine?[mnrs]?|Frau|Herrn?|euch)\b")
_TO_PERSON = re.compile(rf"\b(?:Frau|Herrn?) (?:(?:Prof|Dr)\. ?)*((?:{WORD} )?{WORD})")
_FIRST_PERSON = re.compile(r"\b(?:[Ii]ch|[Mm]ir|[Mm]ich|[Ww]ir|[Uu]ns|[Mm]eine?[mnrs]?|[Uu]nsere?[mnrs]?)\b")
_NAME = rf"{WORD}(?: (?:{WORD}|von|van|de|zu|der|den))* {WORD}"
_WITH = re.compile(rf"\b[Mm]it (?:(?:der|dem|den|unserem|unserer) )?({_NAME})")
_BEFORE = re.compile(rf"({_NAME})(?: [a-zäöü]+){{0,3}} *$")
_INITIALS = re.compile(r"([A-ZÄÖÜ])\.? ?([A-ZÄÖÜ])\.?$")
_MARKED = re.compile(r"[„“»«\"][^„“”»«\"\n]*[“”»«\"]")
#: The newsroom tells who said it.
_TOLD = re.compile(r"[“”»«\"],? (?:sag|so |erklär|mein|bericht|beton|schreib|schrieb)")


@dataclass(slots=True)
class Turn:
    """What one person says at a stretch.

    Attributes:
        segments: character spans of the words, without the label.
        speaker: where the text names who speaks; None for a question, and where nobody is named.
    """

    segments: list[tuple[int, int]]
    speaker: tuple[int, int] | None = None


@dataclass(slots=True)
class Dialogue:
    """A text in turns.

    Attributes:
        kind: interview or statements.
        answers: the turns to quote.
        start, end: from the first question to the last answer; empty for statements, between which others may speak.
        credits: lines on who spoke with whom.
    """

    kind: str
    answers: list[Turn] = field(default_factory=list)
    start: int = 0
    end: int = 0
    credits: list[tuple[int, int]] = field(default_factory=list)


def dialogue(text: str, words: Classes) -> Dialogue | None:
    """The text as an interview or as statements of several people; None for other texts.

    Args:
        text: an article.
        words: the word lists.
    """
    asked = text.count("?") >= 2
    if not asked and (text.count(":") < 2 or not _FIRST_PERSON.search(text)):
        return None
    blocks = list(blocks_of(text, words))
    if asked:
        found = _by_labels(text, blocks, words) or _by_questions(text, blocks, words)
        if found is not None:
            found.credits = [(b.start, b.end) for b in blocks if _is_credit(text, b, found, words)]
            return found
    return _statements(text, blocks)


# Interviews with labels


def _by_labels(text: str, blocks: list[Block], words: Classes) -> Dialogue | None:
    """Brandt: ... / I.B.: ... / Antwort: ..., with questions that have a label too, or stand before it without one."""
    speakers = _speakers(text, blocks)
    turns = _turns(text, blocks, speakers)
    if len(turns) < 2:
        return None
    askers = _askers(text, turns, words)
    answering = speakers - askers
    answers = [t for t in turns if t[0] in answering]
    questions = [b for key, some in turns if key in askers for b in some] or _questions_before(blocks, answers)
    if len(answers) < 2 or len(questions) < 2 or not _is_interview(text, questions, answering, words):
        return None
    alone = not askers  # questions without a label: what stands right before an answer is one
    return _with_answers(text, blocks, answers, set(map(id, questions)) if alone else set(), words)


def _speakers(text: str, blocks: list[Block]) -> set[str]:
    """The labels that come back."""
    count = Counter(_key(text, b) for b in blocks if b.label)
    return {key for key, n in count.items() if n > 1 and key}


def _key(text: str, block: Block) -> str:
    """Under what a label comes back: the surname, the initials, the medium."""
    if block.label is None:
        return ""
    name = text[slice(*block.label)]
    initials = _INITIALS.fullmatch(name)
    return f"{initials[1]}.{initials[2]}." if initials else name.split()[-1].upper()


def _turns(text: str, blocks: list[Block], speakers: set[str]) -> list[tuple[str, list[Block]]]:
    """The labelled blocks, each with the blocks without a label that follow it: (key, blocks)."""
    turns: list[tuple[str, list[Block]]] = []
    for block in blocks:
        key = _key(text, block)
        if key in speakers:
            turns.append((key, [block]))
        elif turns:
            turns[-1][1].append(block)
    return turns


def _askers(text: str, turns: list[tuple[str, list[Block]]], words: Classes) -> set[str]:
    of_key: dict[str, list[tuple[str, list[Block]]]] = {}
    for turn in turns:
        of_key.setdefault(turn[0], []).append(turn)
    return _addressing(text, of_key, words) or {
        key for key, own in of_key.items() if _asks_mostly(text, own, key, words)
    }


def _addressing(text: str, of_key: dict[str, list[tuple[str, list[Block]]]], words: Classes) -> set[str]:
    """Who calls another speaker by title and name (Frau Brandt, ...) and is called so by nobody: the newsroom."""
    titles = "|".join(map(re.escape, sorted(words["female_title"] | words["male_title"])))
    address = re.compile(rf"\b(?:{titles})\s+([\w.-]+)(?:\s+([\w.-]+))?", re.IGNORECASE)
    calls = {}
    for key, own in of_key.items():
        said = " ".join(text[some[0].words : some[-1].end] for _, some in own)
        names = {name.strip(".-").upper() for match in address.finditer(said) for name in match.groups("")}
        calls[key] = (names & of_key.keys()) - {key} if titles else set()
    called = set().union(*calls.values())
    return {key for key, others in calls.items() if others and key not in called}


def _asks_mostly(text: str, turns: list[tuple[str, list[Block]]], key: str, words: Classes) -> bool:
    if key.lower() in words["interview_question_label"]:
        return True
    asking = sum("?" in text[some[0].words : some[0].end] for _, some in turns)
    return key.lower() not in words["interview_answer_label"] and asking > 0.5 * len(turns)


def _questions_before(blocks: list[Block], answers: list[tuple[str, list[Block]]]) -> list[Block]:
    """The blocks without a label right before an answer, if most of them ask."""
    firsts = {id(some[0]) for _, some in answers}
    before = [a for a, b in zip(blocks, blocks[1:], strict=False) if id(b) in firsts and a.label is None]
    return before if 2 * sum(b.asks for b in before) >= max(len(before), len(answers)) else []


def _is_interview(text: str, questions: list[Block], answering: set[str], words: Classes) -> bool:
    """Do the questions address somebody, or does the text announce an interview?"""
    if any(key.lower() in words["interview_answer_label"] for key in answering):
        return _interviewee(text, questions, words) is not None
    addressed = any(_ADDRESS.search(in_small(text, b)) for b in questions)
    return addressed or _announced(text, words)


def _announced(text: str, words: Classes) -> bool:
    return any(noun in text for noun in words["interview_noun"])


def _with_answers(
    text: str, blocks: list[Block], answers: list[tuple[str, list[Block]]], questions: set[int], words: Classes
) -> Dialogue:
    several = max(len(_without(some, questions)) for _, some in answers[:-1]) > 1
    found = Dialogue(INTERVIEW)
    names: dict[str, tuple[int, int] | None] = {}
    for n, (key, some) in enumerate(answers):
        last = n == len(answers) - 1 and not several
        kept = list(_until_credit(text, _without(some[: 1 if last else None], questions), words))
        if key not in names:
            names[key] = _stands_for(text, key, blocks, words)
        found.answers.append(Turn(_joined(text, kept), names[key] or some[0].label))
    found.answers = [turn for turn in found.answers if turn.segments]
    first = answers[0][1][0]
    found.start = max((b.start for b in blocks if b.asks and b.start < first.start), default=first.start)
    found.end = found.answers[-1].segments[-1][1] if found.answers else first.end
    return found


def _without(blocks: list[Block], questions: set[int]) -> list[Block]:
    return [b for b in blocks if id(b) not in questions]


def _until_credit(text: str, blocks: list[Block], words: Classes) -> Iterator[Block]:
    """The blocks of an answer, without headings, up to a line on who led the interview."""
    for n, block in enumerate(blocks):
        line = text[block.words : block.end]
        if n and line.startswith(("(", *words.endings("interview_credit"))):
            return
        if n == 0 or text[block.end - 1] in SENTENCE_END or len(line) > 80:
            yield block


def _joined(text: str, blocks: list[Block]) -> list[tuple[int, int]]:
    """The words of neighbouring blocks as one span each."""
    spans: list[tuple[int, int]] = []
    for b in blocks:
        end = end_of_words(text, b.words, b.end)
        if end <= b.words:
            continue
        if spans and not text[spans[-1][1] : b.words].strip():
            spans[-1] = spans[-1][0], end
        else:
            spans.append((b.words, end))
    return spans


def _stands_for(text: str, key: str, blocks: list[Block], words: Classes) -> tuple[int, int] | None:
    """Where the text has the name that initials or `Antwort` stand for; None for labels that are names."""
    if key.lower() in words["interview_answer_label"]:
        return _interviewee(text, [b for b in blocks if b.asks], words)
    initials = _INITIALS.fullmatch(key)
    pattern = rf"\b{initials[1]}[\w-]+ (?:[A-Za-zäöü.]+ )?{initials[2]}[a-zäöüß][\w-]+" if initials else ""
    named = re.search(pattern, text) if pattern else None
    return named.span() if named else None


def _is_credit(text: str, block: Block, found: Dialogue, words: Classes) -> bool:
    """Mit Ilka Brandt sprach Anna Meier: a short line outside the turns that is on the interview itself."""
    line = text[block.start : block.end]
    outside = block.end <= found.start or block.start >= found.end
    credit = line.startswith(words.endings("interview_credit"))
    with_whom = _WITH.search(line) is not None and any(verb in line for verb in words["interview_verb"])
    return outside and len(line) < 150 and (credit or with_whom)


# Interviews without labels


def _by_questions(text: str, blocks: list[Block], words: Classes) -> Dialogue | None:
    """Questions in paragraphs of their own, answers behind them in the first person, and a name for who answers."""
    asked = _places_of_questions(text, blocks)
    questions = [blocks[n] for n in asked]
    addressed = len(asked) > 1 and any(_ADDRESS.search(in_small(text, b)) for b in questions)
    announced = len(asked) > 2 and _announced(text[: questions[0].start], words)
    if not addressed and not announced:
        return None
    ends = [*asked[1:], len(blocks)]
    answers = [list(_until_credit(text, blocks[a + 1 : b], words)) for a, b in zip(asked, ends, strict=True)]
    name = _interviewee(text, questions, words)
    if name is None or _personal(text, answers) * (4 if announced else 2) < len(asked):
        return None
    turns = _as_turns(text, answers, name)
    if len(turns) < 2 or _in_marks(text, turns):
        return None
    return Dialogue(INTERVIEW, turns, questions[0].start, turns[-1].segments[-1][1])


def _places_of_questions(text: str, blocks: list[Block]) -> list[int]:
    """The numbers of the blocks that ask; where some are marked, of those alone."""
    asked = [n for n, b in enumerate(blocks) if b.asks and b.label is None and _stands_out(text, b)]
    marked = [n for n in asked if _marked(text, blocks[n])]
    return marked if len(marked) >= 2 else asked


def _personal(text: str, answers: list[list[Block]]) -> int:
    """How many of the answers are in the first person; 0 where one has a label or is told by the newsroom."""
    given = [some for some in answers if some]
    if any(some[0].label or _TOLD.search(text, some[0].start, some[-1].end) for some in given):
        return 0
    plain = (_MARKED.sub("", text[some[0].start : some[-1].end]) for some in given)
    return sum(bool(_FIRST_PERSON.search(said)) for said in plain)


def _as_turns(text: str, answers: list[list[Block]], name: tuple[int, int]) -> list[Turn]:
    """The answers as turns; of the last one, behind which other text may stand, as much as the longest has."""
    longest = max((len(some) for some in answers[:-1] if some), default=1)
    return [Turn(_joined(text, some), name) for some in (*answers[:-1], answers[-1][:longest]) if some]


def _stands_out(text: str, block: Block) -> bool:
    return block.end - block.start <= 400 and text[block.words] not in '„»“"«'


def _marked(text: str, block: Block) -> bool:
    """Is the question bold or in capitals?"""
    line = text[block.start : block.end].strip()
    return bool(_BOLD.match(line)) or line.isupper()


def _in_marks(text: str, turns: list[Turn]) -> bool:
    """Answers in quotation marks are found by their marks."""
    return 2 * sum(text[turn.segments[0][0]] in '„»“"«' for turn in turns) >= len(turns)


def _interviewee(text: str, questions: list[Block], words: Classes) -> tuple[int, int] | None:
    """Where the text names who answers: an announcement, else whom a question addresses."""
    for said in (*words.endings("interview_noun"), *words.endings("interview_verb")):
        at = text.find(said)
        if at >= 0:
            start = max(text.rfind("\n", 0, at) + 1, at - 200)
            near = _WITH.search(text, start, min(len(text), at + 120)) or _BEFORE.search(text, start, at)
            if near is not None and near[1].split()[-1].lower() not in words["no_interviewee"]:
                return near.span(1)
    for block in questions:
        addressed = _TO_PERSON.search(in_small(text, block))
        if addressed is not None:
            surname = addressed[1].split()[-1]
            full = re.search(rf"\b(?!Frau |Herrn? )[A-ZÄÖÜ][\w-]+ {re.escape(surname)}\b", text)
            return full.span() if full else (addressed.start(1) + block.words, addressed.end(1) + block.words)
    return None


# Statements


def _statements(text: str, blocks: list[Block]) -> Dialogue | None:
    """Ilka Brandt (41): Ich fahre Rad. / Tom Kerner, Landwirt: Uns fehlt Geld. Several people, without marks."""
    said = [b for b in blocks if b.label and b.more and _is_sentence(text, b)]
    names = {text[slice(*b.label)] for b in said if b.label}
    personal = sum(bool(_FIRST_PERSON.search(text, b.words, b.end)) for b in said)
    if len(names) < 2 or 2 * personal < len(said) or any(b.asks for b in said):
        return None
    turns = [Turn(_joined(text, [b]), b.label) for b in said]
    return Dialogue(STATEMENTS, turns, said[0].start, said[0].start)


def _is_sentence(text: str, block: Block) -> bool:
    words = text[block.words : block.end]
    return words[:1].isupper() and words[-1:] in {".", "!", "?", "…"} and len(words.split()) > 3
