"""From text to parsed Docs: the pipeline that ships with newskit, or one of spaCy's by name."""

from .load import load_pipeline, model_path, pipeline_info
from .process import process

# Its import registers the layer of the shipped weights, also where an older installation's metadata do not name it.
from .words import known_words_embed

__all__ = ["known_words_embed", "load_pipeline", "model_path", "pipeline_info", "process"]
