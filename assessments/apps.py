"""The house: assessments stand on municipalities and changelog."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = "特定個人情報保護評価書"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from . import system_checks  # noqa: F401  (registers the check of the catalogue)
        from .models.protection import install_triggers

        post_migrate.connect(install_triggers, sender=self, dispatch_uid="frozen-for-ever")
