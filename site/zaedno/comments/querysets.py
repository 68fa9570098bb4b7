"""Words for asking about comments."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import Cast
from django_comments_xtd.models import XtdCommentManager
from wagtail.models import Page
from wagtail.query import PageQuerySet

from zaedno.comments.enums import STATES_ON_PAGES, CommentState, NameForm
from zaedno.core.visibility import public_pages

# So many readers who report a comment put it before all others in the queue.
REPORTS_THAT_ALARM = 3


# The model imports this module, so its name cannot be imported here.
class CitizenCommentQuerySet(models.QuerySet["CitizenComment"]):  # type: ignore[name-defined]
    """Questions about confirmed comments."""

    def published(self) -> "CitizenCommentQuerySet":
        """Those whose words anyone may read on their page."""
        return self.filter(state=CommentState.PUBLISHED)

    def waiting(self) -> "CitizenCommentQuerySet":
        """Those that a moderator has not decided on."""
        return self.filter(state=CommentState.PENDING)

    def unread(self) -> "CitizenCommentQuerySet":
        """Those that are public and that no moderator has read; official answers need none."""
        return self.published().filter(moderated_at=None, unit=None)

    def decided(self, states: Iterable[str]) -> "CitizenCommentQuerySet":
        """Those that a moderator left in one of the states."""
        return self.filter(state__in=states, moderated_at__isnull=False)

    def appealed(self) -> "CitizenCommentQuerySet":
        """Those whose authors wait for another moderator."""
        return self.filter(appeal__isnull=False, appeal__decided_at=None)

    def with_warning(self, code: str = "") -> "CitizenCommentQuerySet":
        """Those that may break a rule, or any rule."""
        # SQLite cannot look into a list, but both databases can look into its text.
        listed = self.annotate(warned=Cast("warnings", models.TextField()))
        return listed.filter(warned__contains=f'"{code}"' if code else '"')

    def from_address(self, email: str) -> "CitizenCommentQuerySet":
        """Those whose author confirmed them from this address."""
        return self.filter(user_email__iexact=email) if email else self.none()

    def on_pages(self, pages: PageQuerySet) -> "CitizenCommentQuerySet":
        """Those that leave a mark on some pages: published, or taken off after they were shown."""
        return self.filter(page__in=pages).on_show()

    def on_show(self) -> "CitizenCommentQuerySet":
        """Those whose words or whose place can be seen; what was never shown leaves no place."""
        return self.filter(state__in=STATES_ON_PAGES).exclude(
            state=CommentState.WITHDRAWN, published_at=None
        )

    def with_names(self) -> "CitizenCommentQuerySet":
        """With what tells who speaks, and no more."""
        return self.select_related(None).select_related("settlement", "unit")

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

    def with_reports(self) -> "CitizenCommentQuerySet":
        """With ``open_reports``: how many readers wait for a moderator to look at it."""
        unsettled = Q(reports__settled_at=None)
        return self.annotate(open_reports=Count("reports", filter=unsettled, distinct=True))

    def reported(self) -> "CitizenCommentQuerySet":
        """Published ones that readers reported and no moderator has looked at since."""
        return self.published().with_reports().filter(open_reports__gt=0)

    def waiting_first(self) -> "CitizenCommentQuerySet":
        """The often reported, then what waits, the longest wait at the top, then the newest."""
        waits = Q(state=CommentState.PENDING)
        alarming = Q(state=CommentState.PUBLISHED, open_reports__gte=REPORTS_THAT_ALARM)
        return self.with_reports().order_by(
            Case(When(alarming, then=Value(0)), When(waits, then=Value(1)), default=Value(2)),
            Case(When(waits, then="submit_date")),
            "-submit_date",
            "-pk",
        )

    def saying(self, words: str) -> "CitizenCommentQuerySet":
        """Those that have the words where readers see them: text, public name, title of the page.

        A name that its author hides is not found, so that no search gives it away.
        """
        pattern = re.escape(words)
        public_name = (
            Q(name_form=NameForm.FULL, user_name__iregex=pattern)
            | Q(name_form=NameForm.SETTLEMENT, settlement__name__iregex=pattern)
            | Q(name_form=NameForm.ORGANISATION, organisation__iregex=pattern)
        )
        return self.filter(
            Q(comment__iregex=pattern) | public_name | Q(page__title__iregex=pattern)
        )

    def mentioning(self, words: str) -> "CitizenCommentQuerySet":
        """Those that have the words in the text, any name, the e-mail or the title of the page.

        For moderators only: see `saying`.
        """
        # icontains knows no capital Cyrillic letters on SQLite; a regular expression does.
        pattern = re.escape(words)
        return self.filter(
            Q(comment__iregex=pattern)
            | Q(user_name__iregex=pattern)
            | Q(user_email__iregex=pattern)
            | Q(page__title__iregex=pattern)
        )


# A class that is made while the program runs: the checker cannot follow it.
class CitizenCommentManager(XtdCommentManager.from_queryset(CitizenCommentQuerySet)):  # type: ignore[misc]
    """The library's manager, with our words."""

    def get_queryset(self) -> CitizenCommentQuerySet:
        """All confirmed comments, as the library orders them."""
        return super().get_queryset()


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
