"""The types of the field, without any file."""
