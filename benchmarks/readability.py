"""Readability formulas and the difficulty index against human ratings of German sentences, beside textstat's values.

    python -m benchmarks.readability readability/textcomplexityde_train.csv

DATA is TextComplexityDE (Naderi et al. 2019, MIT): 668 sentences of 25 articles with MOS_Complexity from 1 (easy) to 7,
rated by learners of German. Printed is Spearman's rank correlation; formulas where higher = easier are negated.
The index (needs scikit-learn, extra "train") is cross-validated: no sentence is judged by a model that has seen it; by
article, none by a model that has seen a sentence of its article. The ratings themselves are means of about ten people:
their standard error, printed too, is the part of the RMSE that no model can remove.

textstat's Flesch and Wiener values follow the ratings a little better than ours, although its counts are wrong: we read
numbers aloud (1989 has seven syllables), which is what the formulas ask for, but raters do not find years hard. The lines
"Flesch by whose counts" show that with numbers as one syllable each ours are no worse.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from spacy.tokens import Doc

from newskit.analyzers.readability import compare_with_textstat, flesch_amstad, measure
from newskit.german.syllables import count_syllables
from newskit.pipeline import load_pipeline

OURS = (
    "sentence_length_words",
    "n_syllables",
    "flesch_amstad",
    "wiener_1",
    "wiener_2",
    "wiener_3",
    "wiener_4",
    "lix",
    "gsmog",
)
EASIER = {"flesch_amstad", "textstat_flesch"}
BANDS = (1, 2, 3, 4, 5, 7)


def index(table: pd.DataFrame, pipeline: str | None) -> None:
    """The difficulty index by cross-validation, and how well it is calibrated along the scale."""
    from sklearn.model_selection import KFold

    from training.difficulty import FOLDS, cross_validated, matrix, validate

    x, y = matrix(table["Sentence"].tolist(), pipeline), table["MOS_Complexity"].to_numpy()
    print("\ndifficulty index, 10-fold cross-validation")
    for name, values in cross_validated(x, y, table["Article_ID"].to_numpy()).items():
        print(f"{name:12}", "  ".join(f"{key} {value:.3f}" for key, value in values.items()))
    guess = validate(x, y, list(KFold(FOLDS, shuffle=True, random_state=0).split(x)))
    votes = table["Votes_Complexity"].to_numpy()
    error = float(np.sqrt(np.mean(table["Std_Complexity"] ** 2 / votes)))
    many = votes >= 10
    print(f"standard error of the ratings {error:.3f}; spread of the ratings {y.std():.3f}")
    print(
        f"RMSE of the {many.sum()} sentences with ten ratings and more: {np.sqrt(np.mean((guess - y)[many] ** 2)):.3f}"
    )
    bands = pd.cut(pd.Series(guess), BANDS)
    for band, rows in pd.DataFrame({"guess": guess, "rated": y}).groupby(bands, observed=True):
        print(f"predicted {band!s:10} mean {rows.guess.mean():.2f}  rated {rows.rated.mean():.2f}  n {len(rows)}")


def swapped(measured: pd.DataFrame, rated: pd.Series) -> None:
    """Flesch by whose counts: textstat's, ours, and ours with each number as one syllable."""
    ours, words = measured.sentence_length_words, measured.n_words
    theirs = measured.textstat_n_words / measured.textstat_n_sentences
    print("\nFlesch by whose counts (sentence length; syllables)")
    for name, length, syllables in (
        ("textstat; textstat", theirs, measured.textstat_n_syllables / measured.textstat_n_words),
        ("textstat; ours", theirs, measured.n_syllables / words),
        ("ours; ours", ours, measured.n_syllables / words),
        ("ours; numbers as one", ours, (measured.n_syllables - measured.spoken) / words),
    ):
        rho = -flesch_amstad(length, syllables).corr(rated, method="spearman")
        print(f"{name:24} {rho:6.3f}")


def spoken(doc: Doc) -> int:
    """Syllables beyond the first of the numbers of a text, as read aloud."""
    return sum(count_syllables(token.text) - 1 for token in doc if any(c.isdigit() for c in token.text))


def main():
    """Measure each sentence and print the correlations."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--pipeline", help="fast, accurate, or a spaCy pipeline by name or folder (default: the one that ships)"
    )
    options = parser.parse_args()
    table = pd.read_csv(options.data)
    nlp = load_pipeline(options.pipeline, analyzers=False)
    rows = [
        measure(doc) | compare_with_textstat(text) | {"spoken": spoken(doc)}
        for doc, text in zip(nlp.pipe(table.Sentence), table.Sentence, strict=True)
    ]
    measured = pd.DataFrame(rows)
    print(f"{len(table)} sentences; Spearman with MOS_Complexity")
    for name in [*OURS, *(c for c in measured if c.startswith("textstat_"))]:
        sign = -1 if name in EASIER else 1
        print(f"{name:24} {sign * measured[name].corr(table.MOS_Complexity, method='spearman'):6.3f}")
    swapped(measured, table.MOS_Complexity)
    index(table, options.pipeline)


if __name__ == "__main__":
    main()
