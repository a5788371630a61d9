"""What the pages say, worked out from catalogs made by hand."""
