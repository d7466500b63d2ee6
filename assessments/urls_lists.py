"""Addresses of what is read beside a document: lists of its changes, comparisons, contradictions of its log."""

from django.urls import path

from .views import compare, lists

_AT = "<town:code>/<number:number>"
urlpatterns = [
    path(f"{_AT}/lists/", lists.lists, name="lists"),
    path(f"{_AT}/lists/words/", lists.words, name="list_words"),
    path(f"{_AT}/lists/pages/", lists.find_pages, name="list_pages"),
    path(f"{_AT}/lists/changes.<slug:kind>", lists.list_file, name="list_file"),
    path(f"{_AT}/log/", lists.log, name="change_log"),
    path(f"{_AT}/changes/merge/", lists.merge, name="merge_rows"),
    path(f"{_AT}/changes/<int:pk>/split/", lists.split, name="split_row"),
    path(f"{_AT}/compare/", compare.compare, name="compare"),
    path(f"{_AT}/compare/choose/", compare.choose, name="compare_choose"),
]
