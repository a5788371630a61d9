"""Bringing a built site to where it is served from: only what changed, in an order that suits its readers."""
