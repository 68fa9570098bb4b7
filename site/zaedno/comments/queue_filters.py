"""Which comments a moderator wants to see."""

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import get_page_models

from zaedno.comments.enums import BrokenRule, CommentState
from zaedno.comments.models import LANGUAGES, CitizenComment
from zaedno.comments.querysets import CitizenCommentQuerySet
from zaedno.comments.screening import HOLDING_SCORE
from zaedno.comments.services.queue import people_who_moderate
from zaedno.core.models import CommentableMixin

WAITS = [
    ("pending", _("to be decided on")),
    ("unread", _("published, not read yet")),
    ("reported", _("reported by readers")),
    ("appealed", _("appealed by the author")),
]
MINE, NOBODY = "me", "nobody"
ANY_WARNING, LIKE_SPAM = "any", "spam"


def page_types() -> list[tuple[int, str]]:
    """The types of pages that take comments."""
    models = [model for model in get_page_models() if issubclass(model, CommentableMixin)]
    types = ContentType.objects.get_for_models(*models)
    named = [(kind.pk, capfirst(str(model._meta.verbose_name))) for model, kind in types.items()]
    return sorted(named, key=lambda choice: choice[1])


def assignees() -> list[tuple[str, Any]]:
    """The moderator at the screen, nobody, and each moderator by name."""
    people = [
        (str(person.pk), person.get_full_name() or person.get_username())
        for person in people_who_moderate()
    ]
    return [(MINE, _("me")), (NOBODY, pgettext_lazy("assigned to", "nobody")), *people]


def warning_choices() -> list[tuple[str, Any]]:
    """Any warning, each of them, and what looks like spam."""
    return [(ANY_WARNING, _("any")), *BrokenRule.choices, (LIKE_SPAM, _("likely to be refused"))]


class CommentFilters(WagtailFilterSet):
    """What waits, of whom, where, since when, with what warnings."""

    state = django_filters.MultipleChoiceFilter(label=_("state"), choices=CommentState.choices)
    waits = django_filters.ChoiceFilter(
        label=_("waits"), choices=WAITS, method="filter_waits", empty_label=_("All")
    )
    assigned = django_filters.ChoiceFilter(
        label=_("assigned to"), choices=assignees, method="filter_assigned", empty_label=_("All")
    )
    page_type = django_filters.ChoiceFilter(
        label=_("type of page"),
        choices=page_types,
        field_name="page__content_type",
        empty_label=_("All"),
    )
    warning = django_filters.ChoiceFilter(
        label=_("warning"),
        choices=warning_choices,
        method="filter_warning",
        empty_label=_("All"),
    )
    language = django_filters.ChoiceFilter(
        label=_("language"), choices=LANGUAGES, empty_label=_("All")
    )
    sent = django_filters.DateFromToRangeFilter(
        label=_("sent"), field_name="submit_date", widget=DateRangePickerWidget
    )
    official = django_filters.ChoiceFilter(
        label=_("official answers"),
        choices=[("only", _("only these")), ("none", _("without these"))],
        method="filter_official",
        empty_label=_("All"),
    )

    class Meta:
        model = CitizenComment
        fields: tuple[str, ...] = ()

    def filter_waits(
        self, comments: CitizenCommentQuerySet, name: str, value: str
    ) -> CitizenCommentQuerySet:
        """One of the ways in which a comment waits."""
        found: dict[str, CitizenCommentQuerySet] = {
            "pending": comments.waiting(),
            "unread": comments.unread(),
            "reported": comments.reported(),
            "appealed": comments.appealed(),
        }
        return found[value]

    def filter_assigned(
        self, comments: CitizenCommentQuerySet, name: str, value: str
    ) -> CitizenCommentQuerySet:
        """Whose task it is."""
        if value == NOBODY:
            return comments.filter(assigned_to=None)
        return comments.filter(assigned_to=self.request.user.pk if value == MINE else int(value))

    def filter_warning(
        self, comments: CitizenCommentQuerySet, name: str, value: str
    ) -> CitizenCommentQuerySet:
        """What was found in the text."""
        if value == LIKE_SPAM:
            return comments.filter(spam_score__gte=HOLDING_SCORE)
        return comments.with_warning("" if value == ANY_WARNING else value)

    def filter_official(
        self, comments: CitizenCommentQuerySet, name: str, value: str
    ) -> CitizenCommentQuerySet:
        """What the municipality says, or what citizens say."""
        return comments.filter(unit__isnull=value != "only")
