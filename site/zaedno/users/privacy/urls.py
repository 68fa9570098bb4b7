"""Addresses of one's own data and of the register, under the prefix of the reader's language."""

from django.urls import path

from zaedno.users.privacy import views

app_name = "privacy"

urlpatterns = [
    path("my-data/", views.ask, name="my_data"),
    path("my-data/sent/", views.sent, name="sent"),
    path("my-data/erased/", views.erased, name="erased"),
    path("my-data/<str:token>/", views.mine, name="mine"),
    path("processing-register/", views.register, name="register"),
]
