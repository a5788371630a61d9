"""Help for those who write records."""
