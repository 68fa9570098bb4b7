"""What consultations give to the home page."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from forms.models import ConsultationIndexPage, ConsultationPage
from zaedno.core.days import today
from zaedno.core.home_sections import HomeSection, register_home_section

SHOWN = 3


def open_consultations(locale: Locale, at: datetime) -> Sequence[ConsultationPage]:
    """What can be influenced now, the first to close on top."""
    day = today(at)
    found = ConsultationPage.objects.filter(locale=locale).open(day).for_lists(day)
    return list(found.order_by("closes")[:SHOWN])


register_home_section(
    HomeSection(
        10,
        _("Open consultations"),
        "consultations/home_section.html",
        open_consultations,
        ConsultationIndexPage,
    )
)
