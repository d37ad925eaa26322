"""Conflict reports labelled one by one: acts, statements, commitments, each with its words. README.md is the card.

`labels/` holds the labels as stand-off (id, SHA-256 of the text, offsets, codes), `invented/` the texts written for the corpus;
the texts of others are joined from the reader's own copies by `python -m training.corpus join`. What the labels mean: docs/annotation.md.
"""
