"""Expressions of time: words to tokens (words), tokens to what they say (grammar), what they say to days (calendar, anchor)."""
