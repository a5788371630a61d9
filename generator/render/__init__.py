"""From views to HTML: bodies (markup), the page frame, pages."""
