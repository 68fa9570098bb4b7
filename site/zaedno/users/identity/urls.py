"""Addresses of a citizen's account, under the prefix of the reader's language.

allauth looks for its views by their names; those that are not here do not exist: no password, no
form for signing up, no list of addresses, nothing to link.
"""

from django.urls import path

from zaedno.users.identity import views

sign_in = views.SignIn.as_view()

urlpatterns = [
    path("", views.overview, name="account"),
    path("login/", sign_in, name="account_login"),
    path("login/", sign_in, name="account_request_login_code"),
    path("code/", views.EnterCode.as_view(), name="account_confirm_login_code"),
    path("logout/", views.SignOut.as_view(), name="account_logout"),
    path("service/", views.to_service, name="account_service"),
    path(
        "service/<slug:provider_id>/callback/", views.from_service, name="openid_connect_callback"
    ),
]
