"""The pretrained encoder with its heads: data, training, distillation, export (see training/README.md)."""
