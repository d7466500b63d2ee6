"""What the settings pages of a town share: the way there, and how a refusal becomes an error of the form."""

from django.shortcuts import render
from django.urls import reverse

from ..access import Visitor
from ..actions import Refused


def settings_page(request, visitor: Visitor, template: str, *way: tuple[str, str], status: int = 200, **context):
    """A page under 「団体の設定」; ``way``: (URL name or "", title) from there to this page."""
    town = visitor.municipality
    steps = [(reverse(name, args=[town.code]) if name else "", title) for name, title in way]
    crumbs = [(f"/work/{town.code}/", town.name), (reverse("town_settings", args=[town.code]), "団体の設定"), *steps]
    context |= {"visitor": visitor, "town": town, "crumbs": crumbs}
    return render(request, f"municipalities/{template}.html", context, status=status)


def sent(request, form) -> bool:
    return request.method == "POST" and form.is_valid()


def act(form, action, *args, **kwargs):
    """The result of the action, or None with its refusal said in the form."""
    try:
        return action(*args, **kwargs) or True
    except Refused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, refused.sentence)
        return None


def secret_shown_once(response):
    """A page with a password is kept by no cache and no history of the browser."""
    response["Cache-Control"] = "no-store"
    return response
