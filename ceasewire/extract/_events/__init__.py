"""Parts of events.py: acts and who takes part, acts told twice, when, where and how many."""
