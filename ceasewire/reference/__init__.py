"""What is known before an article is read: the codebook, who is who, where places are, how times and numbers are said."""
