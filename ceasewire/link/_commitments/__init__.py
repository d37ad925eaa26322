"""Parts of link/commitments.py: words that reports have in common, what they tell of a commitment, and its life as a chain."""
