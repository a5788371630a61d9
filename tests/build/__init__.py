"""Whole builds: what stands at which address, and what becomes of a build that goes wrong."""
