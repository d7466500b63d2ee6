"""Closes every page to who is not signed in, and asks for a password of one's own before anything else.

A page that saves by itself must notice that its sign-in has ended: it is told 401 instead of being sent to a form
that it would swallow.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect

from .typed import not_saved, typed

SENTENCE = "サインインの有効期限が切れました。別の画面でサインインし直してから、もう一度保存してください。"
ENDED = "サインインの有効期限が切れたため、保存していません。サインインし直してから、もう一度入力してください。"
OPEN_TO_FIRST_PASSWORD = {"password_change", "logout"}


def is_background(request) -> bool:
    """True for what a script of the page asks for, not the reader's address line."""
    return "HX-Request" in request.headers or request.headers.get("X-Requested-With") in ("fetch", "XMLHttpRequest")


class SignInMiddleware(LoginRequiredMiddleware):
    def process_view(self, request, view_func, view_args, view_kwargs):
        # Asked first, so that a public page does not look into the session and may be cached for everybody.
        if not getattr(view_func, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return self.handle_no_permission(request, view_func)
        if request.user.must_change_password and request.resolver_match.url_name not in OPEN_TO_FIRST_PASSWORD:
            return redirect("password_change")
        return None

    def handle_no_permission(self, request, view_func):
        if is_background(request):
            return HttpResponse(SENTENCE, status=401, content_type="text/plain; charset=utf-8")
        if request.method not in ("GET", "HEAD"):
            return _not_saved(request, self.get_login_url(view_func))
        return super().handle_no_permission(request, view_func)


def _not_saved(request, login_url: str) -> HttpResponse:
    """To the sign-in page, and from there to the page of the form; past what was typed, if anything was."""
    login = redirect_to_login(_page_of_form(request), login_url)
    if not typed(request):
        return login
    return not_saved(request, [ENDED], status=401, url=login.url, action="サインインし直す")


def _page_of_form(request) -> str:
    """The page that a form was sent from: its target may know no GET."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return settings.LOGIN_REDIRECT_URL
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")
