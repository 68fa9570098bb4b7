"""Addresses of following, under the prefix of the reader's language."""

from django.urls import path

from zaedno.notifications import views

app_name = "notifications"

urlpatterns = [
    path("", views.ask, name="follow"),
    path("sent/", views.sent, name="sent"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("stop/<str:token>/", views.stop, name="stop"),
    path("mine/<str:token>/", views.mine, name="mine"),
]
