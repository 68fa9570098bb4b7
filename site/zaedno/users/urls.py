"""Addresses under ``/cms/`` that stand before Wagtail's own."""

from django.urls import include, path

from zaedno.users.views import StaffLogout

urlpatterns = [
    path("logout/", StaffLogout.as_view()),
    path("second-factor/", include("zaedno.users.second_factor.urls")),
]
