"""The formulas of who speaks: each a function of sums over the articles of a group (see sums.py).

A mean is one of the group, not a mean of means, so long articles with many sources weigh more, and intervals come from
drawing articles (see intervals.py). Names, units and sentences of all measures: resources/measures.tsv.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .. import tables

if TYPE_CHECKING:
    from .intervals import Floats, Statistic

#: What is summed over the articles of a group, in this order.
SUMMED = ("articles", "words", "words_quoted", "sources", "weight", "named", "female", "male", *tables.ROLES)


def _column(sums: Floats, name: str) -> Floats:
    return sums[..., SUMMED.index(name)]


def _roles(sums: Floats) -> Floats:
    """Known roles only: that a role is unknown is no role."""
    first = SUMMED.index(tables.ROLES[0])
    return sums[..., first : first + tables.ROLES.index("unknown")]


def sources_per_article(sums: Floats) -> Floats:
    """Mean number of sources: sources / articles. A source counts once per article. 0 upward.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6. Errors: grows with the length of the articles.
    """
    return _column(sums, "sources") / _column(sums, "articles")


def share_quoted(sums: Floats) -> Floats:
    """Share of words that stand in quotations of any type: words quoted / words, nested quotations once. 0 to 1.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6.
    """
    return _column(sums, "words_quoted") / _column(sums, "words")


def share_named(sums: Floats) -> Floats:
    """Share of sources that could be looked up by name: named / all. 0 to 1, higher = more transparent.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6.
    """
    return _column(sums, "named") / _column(sums, "weight")


def share_women(sums: Floats) -> Floats:
    """Women's share among the persons whose gender the text tells: women / (women + men). 0 to 1.

    As the Global Media Monitoring Project counts news subjects, but over persons who speak; unknown ones are left out.
    Source: Macharia (2020), Who Makes the News? Errors: offices without a gendered form hide women.
    """
    return _column(sums, "female") / (_column(sums, "female") + _column(sums, "male"))


def share_of_role(role: str) -> Statistic:
    """The measure "share of sources in a role": sources of the role / all, those of unknown role included. 0 to 1.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6. Errors: roles of people whose office the
    text does not say are unknown, so every share is a lower bound.
    """

    def share(sums: Floats) -> Floats:
        return _column(sums, role) / _column(sums, "weight")

    return share


def shannon(sums: Floats) -> Floats:
    """Diversity of known roles: H = -sum p ln p, in nats. 0 (one role speaks) to ln 10 = 2.30 (all ten equally).

    Source: Shannon (1948), A Mathematical Theory of Communication. Errors: too low where there are few sources.
    """
    return entropy(_roles(sums))


def simpson(sums: Floats) -> Floats:
    """Chance that two sources, drawn with replacement, have different known roles: 1 - D = 1 - sum p**2. 0 to 0.9.

    Source: Simpson (1949), Measurement of Diversity, Nature 163 (Gini-Simpson index; Blau's index in sociology).
    """
    import numpy as np

    counts = _roles(sums)
    shares: Floats = counts / counts.sum(axis=-1, keepdims=True)
    return np.asarray(1 - np.square(shares).sum(axis=-1))


def pielou(sums: Floats) -> Floats:
    """Evenness of the known roles that speak: J = H / ln S with S roles present. 0 to 1 (all equally); none for S < 2.

    Source: Pielou (1966), The Measurement of Diversity in Different Types of Biological Collections.
    """
    import numpy as np

    counts = _roles(sums)
    present = (counts > 0).sum(axis=-1).astype(np.float64)
    return np.asarray(entropy(counts) / np.where(present > 1, np.log(np.maximum(present, 2)), np.nan))


def entropy(counts: Floats) -> Floats:
    """Shannon entropy in nats of counts along the last axis; NaN where all are 0."""
    import numpy as np

    p = counts / counts.sum(axis=-1, keepdims=True)
    terms = np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), np.where(np.isnan(p), np.nan, 0.0))
    return np.asarray(np.abs(terms.sum(axis=-1)))


#: name -> measure, in the order of the table.
MEASURES: dict[str, Callable[[Floats], Floats]] = {
    "sources_per_article": sources_per_article,
    "share_quoted": share_quoted,
    "share_named": share_named,
    "share_women": share_women,
    **{f"share_{role}": share_of_role(role) for role in tables.ROLES},
    "shannon": shannon,
    "simpson": simpson,
    "pielou": pielou,
}
#: What a share of sources is one of: articles that have none of it do not count for it. Of all others: the sources.
CARRIERS = {"sources_per_article": "articles", "share_quoted": "words"}


def ratio(sums: Floats, at: int = 0) -> Floats:
    """Counted / of how much: the columns `at` and the next one along the last axis; NaN where nothing is to count.

    Source: ratio of sums, Cochran (1977), Sampling Techniques, ch. 6.
    """
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(sums[..., at] / sums[..., at + 1])
