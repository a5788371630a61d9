"""Tests of what a site holds beside its pages."""
