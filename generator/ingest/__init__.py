"""Files in, problems or records out. One module for each family of rules; raw mappings end here."""
