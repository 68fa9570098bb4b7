"""What the worker does for comments."""

from importlib import import_module

from django.db import transaction
from django_tasks import task


@task()
def tell_followers(comment_id: int, after: str = "") -> None:
    """Mail a round of followers and ask for the next, in one transaction: nobody is told twice."""
    followers = import_module("zaedno.comments.followers")  # it imports this module
    with transaction.atomic():
        if last := followers.tell_some_followers(comment_id, after=after):
            tell_followers.enqueue(comment_id, last)
