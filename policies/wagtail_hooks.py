"""What the CMS gets from this app."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.urls import URLResolver, include, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from policies.cms import urls
from policies.cms.fields import NumberField
from policies.cms.log_lines import register_lines
from policies.cms.parts import board_url
from policies.models import PolicyPage
from policies.permissions import user_can_see_boards
from policies.viewsets import PoliciesGroup

register_snippet(PoliciesGroup)
hooks.register("register_log_actions", register_lines)


def _as_people_write(field: models.Field[Any, Any]) -> dict[str, Any]:
    """Numbers of policies take a decimal comma, in any browser."""
    of_policies = field.model._meta.app_label == "policies"
    return {"form_class": NumberField} if of_policies else {}


register_form_field_override(models.DecimalField, override=_as_people_write)


@hooks.register("register_admin_urls")
def board_urls() -> list[URLResolver]:
    """Boards, progress, approval, files, observations."""
    return [path("policies/", include((urls.urlpatterns, "policies_cms")))]


@hooks.register("register_page_header_buttons")
def board_button(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """The way from the editor of a policy to its board."""
    policy = page.specific_deferred
    if isinstance(policy, PolicyPage) and user_can_see_boards(user):
        yield Button(
            _("Objectives, measures, progress"),
            url=board_url(policy.original),
            icon_name="clipboard-list",
            priority=5,
        )
