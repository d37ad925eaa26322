"""Parts of quantities.py: what a number counts."""
