"""The text of attachments, for the site's search.

`texts.attachment_blocks` answers for one attachment, `check` for the problems of all. Files come from
anywhere, so that only `child`, a process of its own with little memory, time and rights, ever opens one;
`reader` is its other end, `cache` keeps what was read.
"""
