"""What attachments really are: their true type, what harm they could do, what pages say of them.

Files come from anywhere, so that only the child process of `attachment_text` ever opens one. What runs there
is `look`, `thumbnails` and `cleaning` with all they import; `files` is the other end and keeps what was
found by digest; `check` puts it into problems. `seen` is what both ends know.
"""
