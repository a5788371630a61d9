"""The rules of the field, and what the site promises, held against what this site is made of (规范对照)."""
