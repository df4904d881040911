"""Tables -> matplotlib Axes.

Each function takes an Analysis and draws on `ax` (or on a new figure), and returns the Axes.

German by default (as the Analysis), English with language="en". Without data the axes say so in a sentence.
`ax.get_label()` holds the same facts in words, for alternative texts.
"""

from __future__ import annotations

from .counts import hedges, quotes, source_shares, sources
from .differences import differences
from .network import network
from .readability import readability
from .sentiment import portrayal, sentiment
from .style import save
from .timeline import corpus, timeline

__all__ = [
    "corpus",
    "differences",
    "hedges",
    "network",
    "portrayal",
    "quotes",
    "readability",
    "save",
    "sentiment",
    "source_shares",
    "sources",
    "timeline",
]
