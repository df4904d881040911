"""Readability formulas against human ratings of German sentences, beside textstat's values for the same sentences.

    python benchmarks/readability.py readability/textcomplexityde_train.csv

DATA is TextComplexityDE (Naderi et al. 2019, MIT): sentences with MOS_Complexity from 1 (easy) to 7. Printed is
Spearman's rank correlation; formulas where higher = easier are negated.
"""

import argparse
from pathlib import Path

import pandas as pd

from newskit.analyzers.readability import compare_with_textstat, measure
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


def main():
    """Measure each sentence and print the correlations."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    table = pd.read_csv(parser.parse_args().data)
    nlp = load_pipeline(analyzers=False)
    rows = [
        measure(doc) | compare_with_textstat(text)
        for doc, text in zip(nlp.pipe(table.Sentence), table.Sentence, strict=True)
    ]
    measured = pd.DataFrame(rows)
    print(f"{len(table)} sentences; Spearman with MOS_Complexity")
    for name in [*OURS, *(c for c in measured if c.startswith("textstat_"))]:
        sign = -1 if name in EASIER else 1
        print(f"{name:24} {sign * measured[name].corr(table.MOS_Complexity, method='spearman'):6.3f}")


if __name__ == "__main__":
    main()
