"""Parts of actors.py: who stands in an article, names compared, what is counted, which names are one actor, the groups that come of it."""
