"""The parts of incidents.py: what of a report is compared (report.py), field by field (fields.py), what each answer weighs (weights.py),
which pairs are looked at (candidates.py), and how pairs become incidents (clusters.py)."""
