"""Names the foundation for Django; it has no tables of its own."""

from django.apps import AppConfig


class ChangelogConfig(AppConfig):
    name = "changelog"
    verbose_name = "変更箇所"
