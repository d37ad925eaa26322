"""What a person or another program sees: the terminal view, and exports (one file a format)."""
