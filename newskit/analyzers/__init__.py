"""One question per module; each reads the parse and what the ones before it left on the Doc."""
