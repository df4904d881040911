"""How far two annotators of hedges agree, on the articles that both read.

    python -m benchmarks.hedging_agreement quotes/train.jsonl

Figures: span F1 (a hedge of one overlaps a hedge of the other), Krippendorff's alpha of the category over all words (no hedge is
a value too: nominal data, two coders; Krippendorff 2004), alpha of category and of voice over the hedges both marked,
and the disagreements as offsets. The second annotator saw neither the first annotation nor the system's findings.
"""

import argparse
import json
from collections import Counter
from itertools import permutations
from pathlib import Path

from benchmarks.scoring import tokens_of

FIRST, SECOND = (Path(__file__).with_name(f"hedging_{name}.jsonl") for name in ("gold", "second"))


def read(path: Path) -> dict[str, list[dict]]:
    """The hedges of each article."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf8").splitlines())
    return {row["article_id"]: row["hedges"] for row in rows}


def alpha(pairs: list[tuple[str, str]]) -> float:
    """Krippendorff's alpha for nominal values of two coders without missing ones: 1 - observed / expected disagreement."""
    together = Counter(pair for a, b in pairs for pair in permutations((a, b)))
    totals = Counter(value for pair in pairs for value in pair)
    n = sum(totals.values())
    observed = sum(count for (a, b), count in together.items() if a != b) / n
    expected = 1 - sum(c * (c - 1) for c in totals.values()) / (n * (n - 1))
    return 1 - observed / expected if expected else 1.0


def overlap(a: dict, b: dict) -> bool:
    """At least one character in common."""
    return a["start"] < b["end"] and b["start"] < a["end"]


def matched(first: list[dict], second: list[dict]) -> list[tuple[dict, dict]]:
    """Hedges of both that overlap, one to one, in text order."""
    free, pairs = list(second), []
    for hedge in first:
        hit = next((h for h in free if overlap(hedge, h)), None)
        if hit is not None:
            free.remove(hit)
            pairs.append((hedge, hit))
    return pairs


def values(hedges: list[dict], spans: list[tuple[int, int]]) -> list[str]:
    """The category of each word, "none" without a hedge."""
    return [
        next((h["category"] for h in hedges if h["start"] < end and start < h["end"]), "none") for start, end in spans
    ]


def main() -> None:
    """Print the figures and where the two differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    texts = {r["article_id"]: r["text"] for r in map(json.loads, args.data.read_text(encoding="utf8").splitlines())}
    first, second = read(FIRST), read(SECOND)
    words, both, marked, differ = [], [], [0, 0], []
    for key, theirs in second.items():
        ours, spans = first[key], tokens_of(texts[key])
        words += zip(values(ours, spans), values(theirs, spans), strict=True)
        pairs = matched(ours, theirs)
        both += pairs
        marked = [marked[0] + len(ours), marked[1] + len(theirs)]
        hit = [id(h) for pair in pairs for h in pair]
        differ += [(who, key, h) for who, hs in (("first", ours), ("second", theirs)) for h in hs if id(h) not in hit]
        differ += [("voice", key, a) for a, b in pairs if a["voice"] != b["voice"]]
        differ += [("category", key, a) for a, b in pairs if a["category"] != b["category"]]
    print(f"articles {len(second)}, hedges: first {marked[0]}, second {marked[1]}, both {len(both)}")
    print(f"span F1                       {2 * len(both) / sum(marked):.3f}")
    print(f"alpha, category of every word {alpha(words):.3f} ({len(words)} words)")
    print(f"alpha, category where both    {alpha([(a['category'], b['category']) for a, b in both]):.3f}")
    print(f"alpha, voice where both       {alpha([(a['voice'], b['voice']) for a, b in both]):.3f}")
    print(f"same voice                    {sum(a['voice'] == b['voice'] for a, b in both) / len(both):.3f}")
    for who, key, hedge in differ:
        print(f"{who:9} {hedge['category']:18} {hedge['voice']:9} {key[:30]:30} {hedge['start']}-{hedge['end']}")


if __name__ == "__main__":
    main()
