"""django-comments-xtd as a library: its tables and threads, without what it does by itself."""

from django_comments_xtd.apps import CommentsXtdConfig


class QuietCommentsXtdConfig(CommentsXtdConfig):
    """Leaves out the handler that publishes the answers of a comment along with it.

    An answer that still waits for a moderator must not become public because the comment above
    it was saved. Nothing of the library sends mail here either: its views are not mounted.
    """

    def ready(self) -> None:
        """Connect nothing."""
