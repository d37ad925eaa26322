"""Parts of link/disputes.py: who claims what, and which claims cannot both be so."""
