"""Consultations that need a look from the staff."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permissions import policy_registry

from forms.models import ConsultationPage
from zaedno.core.days import today
from zaedno.core.waiting import WaitingItem, register_waiting

SOON = timedelta(days=7)


def closing_soon(user: Any) -> list[WaitingItem]:
    """Open consultations, of those that the user may change, whose term ends within a week."""
    day = today(timezone.now())
    policy = policy_registry.get_by_type(ConsultationPage)
    changeable = policy.instances_user_has_permission_for(user, "change")
    closing = (
        ConsultationPage.objects.live()
        .open(day)
        .filter(closes__lte=day + SOON, pk__in=changeable.values("pk"))
        .order_by("closes")
    )
    return [
        WaitingItem(
            title=page.title,
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            note=_("Open to the end of %(day)s")
            % {"day": date_format(page.closes, "SHORT_DATE_FORMAT")},
        )
        for page in closing
    ]


register_waiting(40, gettext_lazy("Consultations that end within a week"), closing_soon)
