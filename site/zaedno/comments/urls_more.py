"""Addresses of what follows a comment: reports, appeals, figures."""

from django.urls import path

from zaedno.comments import views_appeals, views_figures, views_reports

urlpatterns = [
    path("<int:comment_id>/report/", views_reports.report, name="report"),
    path("<int:comment_id>/reported/", views_reports.reported, name="reported"),
    path("author/<str:token>/appeal/", views_appeals.appeal, name="appeal"),
    path("figures/", views_figures.figures, name="figures"),
    path("figures.csv", views_figures.figures_csv, name="figures_csv"),
]
