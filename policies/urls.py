"""Addresses of measures and indicators, in each language."""

from django.urls import path

from policies.views import observations, public

app_name = "policies"

urlpatterns = [
    path("measures/<int:pk>/", public.measure, name="measure"),
    path("indicators/<int:pk>/", public.indicator, name="indicator"),
    path("indicators/<int:pk>/measurements.csv", public.indicator_csv, name="indicator_csv"),
    path("measures/<int:pk>/observe/", observations.observe, name="observe"),
    path("measures/<int:pk>/observe/sent/", observations.sent, name="observation_sent"),
    path("observations/confirm/<str:token>/", observations.confirm, name="confirm_observation"),
    path("observations/<int:pk>/photo/", observations.photo, name="observation_photo"),
    path("observations/<int:pk>/document/", observations.document, name="observation_document"),
]
