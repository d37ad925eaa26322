"""Who is who: the lexicons of data/actors/ as one directory, and phrases read by their words. Imports no language model."""
