"""The live preview: a server that follows every change of content, schema, templates and settings."""
