"""The folder that results live in: save.py writes it, whole or not at all, and reopen.py reads it again."""
