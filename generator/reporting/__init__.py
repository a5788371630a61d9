"""Problems in words: one description of each, shown in the format that a reader or a tool wants."""
