"""What a catalog is made of: frozen dataclasses that use the standard library only."""
