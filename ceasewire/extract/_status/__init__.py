"""Parts of status.py: the words above an act that say whether it happened."""
