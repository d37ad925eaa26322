"""Parts of commitments.py: promises, agreements, their parties and terms, what became of them."""
