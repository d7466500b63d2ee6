"""Addresses of what the law asks for: judgements, warnings, procedure, threshold and the calendar."""

from django.urls import include, path

from .views import calendar, judging, procedure, reviewing, threshold, warnings

_document = [
    path("threshold/", threshold.threshold, name="threshold"),
    path("procedure/", procedure.procedure, name="procedure"),
    path("procedure/record/", procedure.record, name="milestone_add"),
    path("procedure/fill/", procedure.fill, name="milestone_fill"),
    path("procedure/<int:pk>/remove/", procedure.remove, name="milestone_remove"),
    path("procedure/<int:pk>/evidence/", procedure.evidence, name="evidence"),
    path("reviews/", reviewing.reviews, name="reviews"),
    path("judgements/", judging.judgements, name="judgements"),
    path("judgements/<int:pk>/", judging.proposal, name="proposal"),
    path("judgements/<int:pk>/decide/", judging.decide, name="decide"),
    path("warnings/", warnings.warnings, name="warnings"),
    path("warnings/dismiss/", warnings.dismiss, name="dismiss"),
    path("warnings/<int:pk>/take-up/", warnings.take_up, name="take_up"),
]

urlpatterns = [
    path("<town:code>/calendar/", calendar.calendar, name="calendar"),
    path("<town:code>/calendar/address/", calendar.new_address, name="calendar_address"),
    path("<town:code>/calendar/<str:token>.ics", calendar.feed, name="calendar_feed"),
    path("<town:code>/threshold/", threshold.calculator, name="town_threshold"),
    path("<town:code>/procedure/", procedure.town_procedure, name="town_procedure"),
    path("<town:code>/procedure/save/", procedure.save_town_procedure, name="save_town_procedure"),
    path("<town:code>/<number:number>/", include(_document)),
]
