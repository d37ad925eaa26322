"""Parts of statements.py: quotations, reported clauses, who speaks, in which tone."""
