"""From views to HTML: templates, the page frame, files on disk."""
