"""Addresses of the second step; the gate leaves the first two open for whoever waits at it."""

from django.urls import path

from zaedno.users.second_factor import views
from zaedno.users.second_factor.colleagues import ResetColleague

urlpatterns = [
    path("code/", views.EnterCode.as_view(), name="second_factor_code"),
    path("set-up/", views.SetUp.as_view(), name="second_factor_set_up"),
    path("", views.State.as_view(), name="second_factor_state"),
    path("recovery-codes/", views.RenewCodes.as_view(), name="second_factor_codes"),
    path("move/", views.Move.as_view(), name="second_factor_move"),
    path("reset/<int:pk>/", ResetColleague.as_view(), name="second_factor_reset"),
]
