"""Across articles: which of them are one report printed again. Everything here is a judgement with its reason; nothing is overwritten."""
