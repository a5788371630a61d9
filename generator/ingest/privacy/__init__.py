"""Personal data (个人信息) that must not go public: found in texts, file names, attachments and photographs.

`detect` finds it in a text, `masking` makes it unreadable, `contacts` knows which numbers belong to offices,
`check` reports what the tree holds, `attachments` what attachments hold.
"""
