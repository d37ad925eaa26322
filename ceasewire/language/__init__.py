"""Sentences, tokens, tags, lemmas, UD parse, names and PropBank roles, as one spaCy Doc.

`Language` is the step, `component` the same for spaCy's pipelines, `Borrowed` the step with another pipeline in our model's place;
`grammar` holds the questions that extractors ask of a parse; `frames_of(doc)` the predicates.
"""
