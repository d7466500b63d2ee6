"""Addresses for the staff of a town; all of them ask for a sign-in."""

from django.urls import include, path, register_converter

from .converters import NumberConverter, TownConverter
from .views import changes, documents, editor, entries, importing, moving, plan, review, starting

register_converter(TownConverter, "town")
register_converter(NumberConverter, "number")

_document = [
    path("", documents.document, name="document"),
    path("settings/", documents.settings, name="document_settings"),
    path("printing/", documents.printing, name="document_printing"),
    path("export.json", documents.export, name="export"),
    path("original/<int:pk>/", documents.original, name="original"),
    path("check/", documents.check, name="check"),
    path("moves/", moving.moves, name="moves"),
    path("moves/do/", moving.move, name="move"),
    path("history/", documents.history, name="history"),
    path("versions/<int:version>/", review.frozen_version, name="version"),
    path("edit/", editor.first, name="edit"),
    path("edit/<slug:slug>/", editor.sheet, name="sheet"),
    path("edit/<slug:slug>/<str:ref>/", editor.sheet, name="file_sheet"),
    path("answer/", editor.save_item, name="save_item"),
    path("figure/", editor.figure, name="figure"),
    path("records/<str:ref>/", editor.save_file_records, name="save_records"),
    path("entries/<slug:kind>/<slug:act>/", entries.act, name="entry_act"),
    path("unplaced/", entries.drop_unplaced, name="drop_unplaced"),
    path("changes/", changes.change_list, name="changes"),
    path("changes/many/", changes.save_many, name="save_rows"),
    path("changes/<int:pk>/", changes.save_one, name="save_row"),
    path("review/", review.review, name="review"),
    path("steps/<slug:name>/", review.take_step, name="step"),
]

urlpatterns = [
    path("", documents.home, name="home"),
    path("", include("assessments.urls_preview")),
    path("", include("assessments.urls_lists")),
    path("", include("assessments.urls_law")),
    path("", include("assessments.urls_annexes")),
    path("", include("assessments.urls_step")),
    path("", include("assessments.urls_withholding")),
    path("<town:code>/", documents.town, name="town"),
    path("<town:code>/start/", starting.start, name="start"),
    path("<town:code>/start/<number:number>/", starting.copy, name="copy"),
    path("<town:code>/plan/", plan.plan, name="plan"),
    path("<town:code>/plan.csv", plan.plan_csv, name="plan_csv"),
    path("<town:code>/plan.xlsx", plan.plan_xlsx, name="plan_xlsx"),
    path("<town:code>/import/", importing.upload, name="import"),
    path("<town:code>/import/<int:pk>/", importing.confirm, name="import_confirm"),
    path("<town:code>/<number:number>/", include(_document)),
]
