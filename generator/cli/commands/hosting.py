"""`disclosure hosting SERVER`: the settings by which a server sends what the site needs, printed."""

from __future__ import annotations

from argparse import Namespace

from generator.cli.parser import UsageError
from generator.ingest.settings import load_settings
from generator.outputs.hosting.nginx import BadPlace, Certificate, nginx_settings
from generator.outputs.hosting.objects import object_settings


def run(options: Namespace) -> int:
    """Print the settings. Raises UsageError for places that nginx would misread."""
    settings = load_settings(options.config, internal=options.internal_content)
    if (options.certificate is None) != (options.key is None):
        raise UsageError(
            "--certificate 和 --key 要一起写"
            if options.lang != "en"
            else "--certificate and --key go together"
        )
    certificate = Certificate(options.certificate, options.key) if options.certificate else None
    try:
        is_nginx = options.server == "nginx"
        print(
            nginx_settings(settings, options.folder, certificate) if is_nginx else object_settings(), end=""
        )
    except BadPlace as error:
        raise UsageError(
            f"不能写进 nginx 的设置：{error}（要写从 / 开始的完整路径；$ * ? [ \\ 和换行不能用）"
            if options.lang != "en"
            else f"not for nginx: {error} (paths begin with /; $ * ? [ \\ and line breaks are misread)"
        ) from None
    return 0
