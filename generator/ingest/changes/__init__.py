"""The working tree against an earlier commit: what became of each published record, and the rules for it.

`versions` reads a record as a commit has it, `compare` pairs the versions before and after by index number,
`check` judges the pairs. The work is in proportion to the change, not to the catalog.
"""
