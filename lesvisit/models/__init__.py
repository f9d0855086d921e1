"""Storage: one SQLite file per profile, written by one thread."""
