"""The feed of public consultations."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from forms.models import ConsultationPage
from zaedno.core.days import start_of_day, today
from zaedno.core.feeds import LanguageFeed


class ConsultationsFeed(LanguageFeed):
    """Consultations, the open ones first."""

    def title(self, locale: Locale) -> Promise:
        """Name of the feed in readers."""
        return _("Public consultations")

    def description(self, locale: Locale) -> Promise:
        """What the feed holds."""
        return _("What the municipality asks its citizens.")

    def items(self, locale: Locale) -> Sequence[ConsultationPage]:
        """The public consultations in the language."""
        return ConsultationPage.objects.filter(locale=locale).for_lists(today())[: self.entries]

    def item_pubdate(self, item: ConsultationPage) -> datetime:
        """The day on which it opens."""
        return start_of_day(item.opens)
