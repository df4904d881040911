"""From text to parsed Docs: the pipeline that ships with newskit, or one of spaCy's by name."""

from .load import load_pipeline, model_path, pipeline_info
from .process import process

__all__ = ["load_pipeline", "model_path", "pipeline_info", "process"]
