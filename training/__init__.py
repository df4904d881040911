"""How the pipeline in newskit/model was trained and measured."""
