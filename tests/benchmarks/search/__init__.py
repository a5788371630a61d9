"""The benchmark of search: our index beside stock Pagefind, on the same texts. See ../README.md."""
