"""Addresses under ``/cms/`` that stand before Wagtail's own."""

from django.urls import path

from zaedno.users.views import StaffLogout

urlpatterns = [
    path("logout/", StaffLogout.as_view()),
]
