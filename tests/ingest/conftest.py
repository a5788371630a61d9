"""Settings of the property tests: no deadline, since a busy machine is no fault of a parser."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
