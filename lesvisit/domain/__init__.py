"""The lesson visit in its own terms: frozen records and rules, standard library only."""
