"""Dates as Japanese readers expect them."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from ..catalogue import wareki as dates

register = template.Library()


@register.filter
def wareki(day: date | datetime | None) -> str:
    """「令和7年4月1日」; "" for no day. A moment is shown as its day in Japan."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return dates.format_wareki(day) if day else ""
