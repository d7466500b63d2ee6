"""Who we are: towns, their bodies, departments and people. Knows neither assessments nor the change log."""

from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    name = "municipalities"
    verbose_name = "団体と職員"
