"""Parsers that people use today, trained here on the same treebank and scored by the same count: `python -m benchmarks.parsers`."""
