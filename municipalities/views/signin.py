"""Signing in and the password of one's own."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash, views
from django.shortcuts import redirect

from .. import actions
from ..forms import OwnPasswordForm, SignInForm


class SignIn(views.LoginView):
    form_class = SignInForm
    template_name = "registration/login.html"
    redirect_authenticated_user = True


class OwnPassword(views.PasswordChangeView):
    form_class = OwnPasswordForm
    template_name = "registration/password_change.html"

    def form_valid(self, form):
        user = self.request.user
        actions.set_own_password(user, form.cleaned_data["new_password1"], by=user)
        update_session_auth_hash(self.request, user)  # the other sessions of this person end, this one stays
        messages.success(
            self.request, "パスワードを変更しました。次のサインインから、新しいパスワードを使ってください。"
        )
        return redirect(settings.LOGIN_REDIRECT_URL)
