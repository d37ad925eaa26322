"""Parts of reprints.py: words that survive bad printing, fingerprints, the index that names candidates, the judgement of a pair."""
