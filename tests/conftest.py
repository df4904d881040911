"""Fixtures shared by all tests: the pipeline is loaded once, the seed text and the samples are found."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, settings

from newskit.pipeline import load_pipeline, model_path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "sample"
SEED = ROOT.parent / "shared" / "data" / "seed" / "nordkorea.txt"

# The same examples on every machine, however busy it is; `make fuzz` looks for new ones.
settings.register_profile("test", derandomize=True, deadline=None)
settings.register_profile(
    "fuzz", max_examples=20_000, deadline=None, print_blob=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile("test")

# A shell that starts the tests in the background lets them ignore Ctrl-C, and with them the programs that they interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def nlp():
    """The shipped pipeline with all analyzers."""
    assert model_path().exists(), "newskit/model/de_newskit is part of the repository"
    return load_pipeline()


@pytest.fixture(scope="session")
def blank():
    """A German pipeline that only cuts words, with newskit's tokenizer."""
    from newskit.pipeline.tokenizer import GermanTokenizer

    nlp = spacy.blank("de")
    nlp.tokenizer = GermanTokenizer(nlp)
    return nlp


@pytest.fixture(scope="session")
def sample_dir():
    """The sample articles."""
    return SAMPLE


@pytest.fixture(scope="session")
def seed_path():
    """The real agency article, where the developers' data folder stands beside the checkout."""
    if not SEED.exists():
        pytest.skip("the seed article is not part of the repository (all rights with its publisher)")
    return SEED
