"""Freshness and blanks (栏目更新与空白): what an inspection of the site would find, as of the build's day."""
