"""What the commonest words weigh for readability, so that it need not be worked out in every run.

    python -m training.common_words

Writes newskit/model/common_words.npz. To be run again when the rules for syllables, compounds or endings change; the tests
compare the table with them.
"""

import numpy as np

from newskit.analyzers.readability.formulas import hyphenated_parts
from newskit.analyzers.readability.vocabulary import Common, check, listed, path, split
from newskit.analyzers.readability.words import weigh_anew


def weighed(words: list[str]) -> list[Common]:
    """What case-folded words weigh."""
    capitals = [word.capitalize() for word in words]
    rows = []
    spellings = zip(words, capitals, weigh_anew(words), weigh_anew(capitals), hyphenated_parts(words), strict=True)
    for word, capital, low, high, hyphenated in spellings:
        is_plain = (
            word.isalpha()
            and capital.lower() == word
            and low is not None
            and low[:2] == high[:2]
            and low[3:] == high[3:]
        )
        *_, syllables, _, international, _, nominal = low.counts if is_plain else (0,) * 7
        rows.append(Common(is_plain, syllables, bool(international), bool(nominal), *split(word), hyphenated))
    return rows


def main() -> None:
    """Write the table."""
    words = listed()
    rows = weighed(words)
    different = {row: n for n, row in enumerate(dict.fromkeys(rows))}
    columns = {
        name: np.array(values) for name, values in zip(Common._fields, zip(*different, strict=True), strict=True)
    }
    lines = np.array([different[row] for row in rows], dtype=np.uint32)
    np.savez_compressed(path(), check=check(words), line=lines, **columns)
    print(f"{len(words)} words, {len(different)} different, {path().stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
