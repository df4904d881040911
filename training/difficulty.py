"""Train the difficulty index on TextComplexityDE and write its weights; --check prints figures without writing.

    python -m training.difficulty readability/textcomplexityde_train.csv

Ridge regression of the features of newskit/analyzers/readability/features.py on MOS_Complexity. Its penalty is chosen,
and its predictions are calibrated (slope and offset), by cross-validation inside the training data only. Needs the extra
"train" (scikit-learn); newskit itself reads the weights with the standard library.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import GroupKFold, KFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from newskit.analyzers.readability.features import NAMES, features
from newskit.german.reading import parse
from newskit.pipeline import load_pipeline

WEIGHTS = Path(__file__).parent.parent / "newskit" / "model" / "difficulty.json"
PENALTIES = (3.0, 10.0, 30.0, 60.0, 100.0, 200.0)
FOLDS, SEEDS = 10, (0, 1, 2, 3, 4)


def matrix(sentences: list[str], pipeline: str | None = None) -> np.ndarray:
    """The features of each sentence, as one text each (a rated sentence may parse into two)."""
    nlp = load_pipeline(pipeline, analyzers=False)
    parses = (parse(doc) for doc in nlp.pipe(sentences))
    return np.vstack([features(p, [(0, len(p))]) for p in parses])


def fit(x: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """(value of the average sentence, means, weights per unit) with penalty and calibration chosen inside x, y."""
    inner = KFold(FOLDS, shuffle=True, random_state=99)
    models = [make_pipeline(StandardScaler(), Ridge(penalty)) for penalty in PENALTIES]
    guesses = [cross_val_predict(model, x, y, cv=inner) for model in models]
    best = int(np.argmin([np.mean((guess - y) ** 2) for guess in guesses]))
    slope, offset = np.polyfit(guesses[best], y, 1)
    scaler, ridge = models[best].fit(x, y)
    return float(slope * ridge.intercept_ + offset), scaler.mean_, slope * ridge.coef_ / scaler.scale_


def predicted(model: tuple[float, np.ndarray, np.ndarray], x: np.ndarray) -> np.ndarray:
    """What the model says, kept within the scale."""
    average, means, weights = model
    return np.clip(average + (x - means) @ weights, 1, 7)


def validate(x: np.ndarray, y: np.ndarray, splits: list) -> np.ndarray:
    """The prediction of each sentence by a model that has not seen its fold."""
    out = np.zeros(len(y))
    for train, test in splits:
        out[test] = predicted(fit(x[train], y[train]), x[test])
    return out


def figures(guess: np.ndarray, y: np.ndarray) -> dict[str, float]:
    """Spearman's rho, RMSE, and how well calibrated: slope of the ratings on the predictions."""
    rho = pd.Series(guess).corr(pd.Series(y), method="spearman")
    slope, offset = np.polyfit(guess, y, 1)
    return {
        "spearman": float(rho),
        "rmse": float(np.sqrt(np.mean((guess - y) ** 2))),
        "slope": float(slope),
        "offset": float(offset),
    }


def cross_validated(x: np.ndarray, y: np.ndarray, articles: np.ndarray) -> dict[str, dict[str, float]]:
    """Figures by sentence (10 folds, mean of five shuffles) and by article (each article wholly in one of 10 folds)."""
    runs = [figures(validate(x, y, list(KFold(FOLDS, shuffle=True, random_state=seed).split(x))), y) for seed in SEEDS]
    by_sentence = {name: float(np.mean([run[name] for run in runs])) for name in runs[0]}
    by_article = figures(validate(x, y, list(GroupKFold(FOLDS).split(x, y, articles))), y)
    return {"by sentence": by_sentence, "by article": by_article}


def main() -> None:
    """Cross-validate, print, train on all sentences and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true", help="only print the figures")
    args = parser.parse_args()
    table = pd.read_csv(args.data)
    x, y = matrix(table["Sentence"].tolist()), table["MOS_Complexity"].to_numpy()
    found = cross_validated(x, y, table["Article_ID"].to_numpy())
    for name, values in found.items():
        print(f"{name:12}", "  ".join(f"{key} {value:.3f}" for key, value in values.items()))
    if args.check:
        return
    average, means, weights = fit(x, y)
    spreads = x.std(axis=0)
    data = {
        "scale": "1 (very easy) to 7 (very hard), MOS_Complexity of TextComplexityDE (Naderi et al. 2019, MIT)",
        "sentences": len(y),
        "cross_validation": {name: {k: round(v, 4) for k, v in values.items()} for name, values in found.items()},
        "average": round(average, 5),
        "features": {
            name: {"mean": round(float(m), 6), "weight": round(float(w), 6), "spread": round(float(s), 6)}
            for name, m, w, s in zip(NAMES, means, weights, spreads, strict=True)
        },
    }
    WEIGHTS.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {WEIGHTS.name}: {len(NAMES)} features")


if __name__ == "__main__":
    main()
