"""Addresses of the foundation: signing in, members and settings of a town."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from .views import signin

urlpatterns = [
    path("login/", signin.SignIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", signin.OwnPassword.as_view(), name="password_change"),
]
