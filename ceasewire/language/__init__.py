"""Sentences, tokens, tags, lemmas, UD parse, names and PropBank roles, as one spaCy Doc.

`Language` is the step; `grammar` holds the questions that extractors ask of a parse; `frames_of(doc)` the predicates.
"""
