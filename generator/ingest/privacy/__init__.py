"""Personal data (个人信息) that must not go public: looked for twice, and never repeated.

Sources are read as written, since what is no text on a page may still be one in the repository: `detect`
finds it, `contacts` knows what belongs to offices, `check` reports what the tree holds, `attachments` what is
in its files (kept by digest, masked). `outputs.leaks` looks through the built site for what is beyond doubt;
a build need not, its sources have passed. `masking` makes a number unreadable; `redact` is the last gate of
every report: it has more readers than a draft.

What makes a warning worth reading is what it leaves out. Check digits, boundaries and the words around tell a
person's number from a code, and an office's telephone is nobody's secret.
"""
