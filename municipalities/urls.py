"""Addresses of the foundation: signing in, the settings of a town, and the operator's list of towns."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path

from .views import members, operator, signin, town

_settings = [
    path("", town.town_settings, name="town_settings"),
    path("members/", members.members, name="members"),
    path("members/add/", members.member_add, name="member_add"),
    path("members/<int:pk>/", members.member_edit, name="member_edit"),
    path("members/<int:pk>/deactivate/", members.member_deactivate, name="member_deactivate"),
    path("members/<int:pk>/resume/", members.member_resume, name="member_resume"),
    path("members/<int:pk>/password/", members.member_reset_password, name="member_reset_password"),
    path("departments/", town.departments, name="departments"),
    path("departments/<int:pk>/", town.department_edit, name="department_edit"),
    path("departments/<int:pk>/move/", town.department_move, name="department_move"),
    path("agencies/", town.agencies, name="agencies"),
    path("agencies/<int:pk>/", town.agency_edit, name="agency_edit"),
    path("agencies/<int:pk>/move/", town.agency_move, name="agency_move"),
    path("agencies/<int:pk>/remove/", town.agency_remove, name="agency_remove"),
]

_operator = [
    path("", operator.town_list, name="town_list"),
    path("add/", operator.town_add, name="town_add"),
    path("<slug:code>/", operator.town_detail, name="town_detail"),
    path("<slug:code>/coordinators/add/", operator.town_coordinator_add, name="town_coordinator_add"),
    path("<slug:code>/members/<int:pk>/password/", operator.operator_reset_password, name="operator_reset_password"),
]

urlpatterns = [
    path("login/", signin.SignIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", signin.OwnPassword.as_view(), name="password_change"),
    path("work/<slug:code>/settings/", include(_settings)),
    path("work/operator/municipalities/", include(_operator)),
]
