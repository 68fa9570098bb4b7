"""Panels of the CMS: its front page, and what every page's form shares."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import PublishingPanel
from wagtail.admin.ui.components import Component
from wagtail.contrib.forms.panels import FormSubmissionsPanel

from zaedno.core.waiting import waiting_for

_SCHEDULE_HELP = {
    "go_live_at": _("The page appears by itself at this moment, once it is approved."),
    "expire_at": _("The page disappears by itself at this moment. Usually empty."),
}


class SchedulePanel(PublishingPanel):
    """When a page appears and disappears by itself."""

    def __init__(self, **kwargs: Any) -> None:
        """Say what the two moments do."""
        super().__init__(**kwargs)
        for child in self.children:
            child.help_text = child.help_text or _SCHEDULE_HELP[child.field_name]


class AnswersPanel(FormSubmissionsPanel):
    """How many answers a form has, in both languages together."""

    class BoundPanel(FormSubmissionsPanel.BoundPanel):
        """The panel beside one form."""

        @cached_property
        def submissions(self) -> Any:
            """The answers, wherever the page keeps them."""
            if not self.instance.pk:
                return self.instance.get_submission_class().objects.none()
            return self.instance.get_submissions()


class WaitingPanel(Component):
    """What waits for the person who has just come in."""

    name = "waiting"
    template_name = "wagtailadmin/home/waiting.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """The lists that the apps give for this user."""
        return {"lists": waiting_for(parent_context["request"].user)}
