"""What policies give to the home page."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from policies.models import PolicyIndexPage, PolicyPage
from policies.outline import with_progress
from zaedno.core.home_sections import HomeSection, register_home_section

SHOWN = 6


def policies_at_a_glance(locale: Locale, at: datetime) -> Sequence[PolicyPage]:
    """The newest policies in a language, each with its progress."""
    return with_progress(PolicyPage.objects.filter(locale=locale).for_lists()[:SHOWN])


register_home_section(
    HomeSection(
        30,
        _("Policies at a glance"),
        "policies/home_section.html",
        policies_at_a_glance,
        PolicyIndexPage,
    )
)
