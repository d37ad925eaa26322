"""Parts of reference/codebook.py: the pages, the rows, what is wrong with them, and all of it as one text to read."""
