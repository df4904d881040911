"""The one German grammar that all analyzers read.

Clauses, subjects, negation, numbers, inflection, roles, syllables.
"""
