"""Addresses of comments, under the prefix of the reader's language."""

from django.urls import path

from zaedno.comments import views

app_name = "comments"

urlpatterns = [
    path("post/", views.post, name="post"),
    path("sent/", views.sent, name="sent"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("reply/<int:comment_id>/", views.reply, name="reply"),
]
