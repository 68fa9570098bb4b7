"""Addresses of comments, under the prefix of the reader's language."""

from django.urls import path

from zaedno.comments import urls_more, views, views_authors, views_reading, views_votes

app_name = "comments"

urlpatterns = [
    path("post/", views.post, name="post"),
    path("sent/", views.sent, name="sent"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("reply/<int:comment_id>/", views.reply, name="reply"),
    path("thread/<int:comment_id>/", views_reading.thread, name="thread"),
    path("author/<str:token>/", views_authors.author, name="author"),
    path("author/<str:token>/edit/", views_authors.edit, name="edit"),
    path("author/<str:token>/withdraw/", views_authors.withdraw, name="withdraw"),
    path("<int:comment_id>/", views_reading.comment, name="comment"),
    path("<int:comment_id>/earlier/", views_reading.earlier, name="earlier"),
    path("<int:comment_id>/useful/", views_votes.useful, name="useful"),
    *urls_more.urlpatterns,
]
