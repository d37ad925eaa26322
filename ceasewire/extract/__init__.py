"""Within one article, one file a record kind, in the order of pipeline.py; a folder _x holds the parts of x.py."""
