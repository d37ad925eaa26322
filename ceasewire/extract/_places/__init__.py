"""Parts of places.py: which words are place names, and which place each one is."""
