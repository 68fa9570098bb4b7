"""Words for asking about comments."""

import re
from datetime import datetime

from django.db import models
from django.db.models import Case, F, Q, Value, When
from wagtail.models import Page
from wagtail.query import PageQuerySet

from zaedno.comments.enums import STATES_ON_PAGES, CommentState
from zaedno.core.visibility import public_pages


# The model imports this module, so its name cannot be imported here.
class CitizenCommentQuerySet(models.QuerySet["CitizenComment"]):  # type: ignore[name-defined]
    """Questions about confirmed comments."""

    def published(self) -> "CitizenCommentQuerySet":
        """Those whose words anyone may read on their page."""
        return self.filter(state=CommentState.PUBLISHED)

    def waiting(self) -> "CitizenCommentQuerySet":
        """Those that a moderator has not decided on."""
        return self.filter(state=CommentState.PENDING)

    def on_pages(self, pages: PageQuerySet) -> "CitizenCommentQuerySet":
        """Those that leave a mark on some pages: published or removed."""
        return self.filter(page__in=pages, state__in=STATES_ON_PAGES)

    def public(self) -> "CitizenCommentQuerySet":
        """Published comments of pages that anyone may read."""
        return self.published().filter(page__in=public_pages(Page.objects.all()))

    def said_before(
        self, *, page: Page, email: str, text: str, parent_id: int | None
    ) -> "CitizenCommentQuerySet":
        """The same words of the same person at the same place."""
        same = self.filter(page=page, user_email__iexact=email, comment=text)
        if parent_id is None:
            return same.filter(parent_id=F("id"))
        # A comment on the page has its own number there and answers nothing.
        return same.filter(parent_id=parent_id).exclude(pk=parent_id)

    def waiting_first(self) -> "CitizenCommentQuerySet":
        """What waits comes first, the longest wait at the top; then the newest."""
        waits = Q(state=CommentState.PENDING)
        return self.order_by(
            Case(When(waits, then=Value(0)), default=Value(1)),
            Case(When(waits, then="submit_date")),
            "-submit_date",
            "-pk",
        )

    def mentioning(self, words: str) -> "CitizenCommentQuerySet":
        """Those that have the words in the text, the name, the e-mail or the title of the page."""
        # icontains knows no capital Cyrillic letters on SQLite; a regular expression does.
        pattern = re.escape(words)
        return self.filter(
            Q(comment__iregex=pattern)
            | Q(user_name__iregex=pattern)
            | Q(user_email__iregex=pattern)
            | Q(page__title__iregex=pattern)
        )


# The model imports this module, so its name cannot be imported here.
class PendingCommentQuerySet(models.QuerySet["PendingComment"]):  # type: ignore[name-defined]
    """Questions about comments that their authors have not confirmed."""

    def expired(self, at: datetime) -> "PendingCommentQuerySet":
        """Those whose time to be confirmed is over."""
        return self.filter(expires__lte=at)

    def unconfirmed(self) -> "PendingCommentQuerySet":
        """Those whose link was not opened."""
        return self.filter(confirmed_at=None)

    def of_person(self, email: str) -> "PendingCommentQuerySet":
        """Those sent in the name of an address."""
        return self.filter(email__iexact=email)
