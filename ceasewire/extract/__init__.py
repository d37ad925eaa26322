"""Within one article, one file a record kind, in the order of pipeline.py; modules that begin with _ belong to one of them."""
