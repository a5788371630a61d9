"""`disclosure hosting SERVER`: the settings by which a server sends what the site needs, printed."""

from __future__ import annotations

from argparse import Namespace

from generator.ingest.settings import load_settings
from generator.outputs.hosting.nginx import nginx_settings
from generator.outputs.hosting.objects import object_settings


def run(options: Namespace) -> int:
    """Print the settings."""
    settings = load_settings(options.config, internal=options.internal_content)
    is_nginx = options.server == "nginx"
    print(nginx_settings(settings, options.folder) if is_nginx else object_settings(), end="")
    return 0
