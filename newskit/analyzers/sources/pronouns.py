"""Whom a pronoun means, and what belongs to the speaker of the context (demnach, heißt es)."""

from __future__ import annotations

from .actors import Actor
from .nouns import Nouns

MALE = frozenset({"er", "ihm", "ihn", "dieser", "jener", "sein", "seine", "seiner", "seinem", "seinen", "dessen"})
FEMALE = frozenset({"ihre", "ihrer", "ihrem", "ihren", "ihr"})
PRONOUN_TAGS = frozenset({"PPER", "PDS", "PRELS", "PPOSAT", "PRELAT", "PIS", "PWS", "PAV", "PROAV"})
NOBODY = frozenset({"man", "wer", "niemand", "alle", "einige", "viele", "andere", "was", "nichts"})
#: Words that refer to what was last said: demnach seien ..., darin heißt es.
CONTEXT = frozenset("demnach demzufolge danach darin dort wonach worin es dabei hierin daraus".split())
SPEAKERS = frozenset({"ich", "wir", "mir", "uns"})


class Pronouns(Nouns):
    """Adds pronouns."""

    def pronoun(self, i: int, sent: int) -> Actor | None:
        """The actor that the pronoun at token i means; None where it means nobody or cannot be told."""
        p = self.p
        word = p.lower[i]
        if word in CONTEXT:
            return self.registry.last_speaker(sent, 1)
        if p.tags[i] in {"PIS", "PWS"} or word in NOBODY:
            return None
        plural = self._plural_verb(i) if word in {"sie", "diese"} else False
        gender = "male" if word in MALE else "female" if word in FEMALE or word in {"sie", "diese"} else "unknown"
        if word in SPEAKERS:
            gender, plural = "unknown", False
        actor = self.registry.by_pronoun(gender, plural, sent)
        if actor is not None:
            if gender != "unknown" and not plural and p.tags[i] == "PPER" and actor.kind == "person":
                actor.learn_gender(gender, "pronoun")
            self.mention(actor, i, i + 1)
        return actor

    def _plural_verb(self, i: int) -> bool:
        p = self.p
        clause = p.clause(i)
        if clause is None or clause.finite < 0:
            return False
        number, word = p.feats[clause.finite].get("Number"), p.lower[clause.finite]
        if number:
            return number == "Plur"
        return word.endswith("en") or word in {"seien", "sind", "haben"}

    def passing(self, start: int, i: int) -> None:
        """Note an actor that is named or meant without speaking here."""
        if any(s <= i < e for actor in self.registry.actors for s, e in actor.mentions[-3:]):
            return
        if self.p.tags[i] == "PPER":
            self.pronoun(i, self.p.sent[i])
        else:
            self.passing_noun(start, i)
