"""The one German grammar that all analyzers read: clauses, subjects, negation, numbers, inflection, roles, syllables."""
