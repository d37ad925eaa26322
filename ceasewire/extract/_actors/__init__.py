"""Parts of actors.py: who is mentioned, and which mentions are one actor."""
