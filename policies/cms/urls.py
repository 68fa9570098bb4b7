"""Addresses of policies in the CMS, under ``/cms/policies/``."""

from django.urls import path

from policies.cms import imports, observations
from policies.cms.board_views import BoardView, DraftsView, PoliciesView
from policies.cms.progress_views import ProgressView
from policies.cms.waiting_views import WaitingView

urlpatterns = [
    path("", PoliciesView.as_view(), name="policies"),
    path("waiting/", WaitingView.as_view(), name="waiting"),
    path("measures/<int:pk>/progress/", ProgressView.as_view(), name="progress"),
    *observations.urlpatterns,
    *imports.urlpatterns,
    path("<int:pk>/", BoardView.as_view(), name="board"),
    path("<int:pk>/waiting/", WaitingView.as_view(), name="waiting_of"),
    path("<int:pk>/drafts/", DraftsView.as_view(), name="drafts"),
]
