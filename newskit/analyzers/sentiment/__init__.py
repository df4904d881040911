"""How actors are portrayed: for each mention of an actor, in which light it stands, by which words, in whose voice.

It measures portrayal in the text, not the truth and not what readers feel. "Scholz kritisierte Merz" is bad for Merz,
not for Scholz: frames of verbs and nouns say whom a word puts in which light; negation, modality and quotation are
heeded. Typical errors: irony, evaluations that need knowledge of the world, long sentences that the parser misreads.
"""

from .chosen import Actors, read_actors
from .component import find_sentiment, newskit_sentiment
from .table import chosen_rows, rows, sentiment, target_sentiment

__all__ = [
    "Actors",
    "chosen_rows",
    "find_sentiment",
    "newskit_sentiment",
    "read_actors",
    "rows",
    "sentiment",
    "target_sentiment",
]
