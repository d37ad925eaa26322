"""Quality and speed, measured from an installed wheel; see `python -m benchmarks --help`."""
