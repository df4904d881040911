"""From text to parsed Docs: the pipelines that ship with newskit, or one of spaCy's by name."""

# These two imports register parts of the weights, also where an older installation's metadata do not name them.
from .encoder import make_encoder
from .load import load_pipeline, model_path, pipeline_info
from .process import process
from .words import known_words_embed

__all__ = ["known_words_embed", "load_pipeline", "make_encoder", "model_path", "pipeline_info", "process"]
