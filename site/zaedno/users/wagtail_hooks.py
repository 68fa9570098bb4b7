"""What the CMS gets from this app: approval by a second person, stricter addresses."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.contrib.forms.utils import get_form_types
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.query import PageQuerySet

from zaedno.users import translation_views
from zaedno.users.models import User
from zaedno.users.page_views import StaffPageViewSet
from zaedno.users.privacy.models import RetentionRun
from zaedno.users.privacy.viewsets import (
    ConsentTextViewSet,
    ReadOnlyPolicy,
    RetentionRunViewSet,
)
from zaedno.users.roles import READ_ANSWERS
from zaedno.users.second_factor.cms import account_menu_item, register_lines
from zaedno.users.second_factor.colleagues import listing_button
from zaedno.users.views import DeleteAnswers

register_permission_policy(RetentionRun, ReadOnlyPolicy(RetentionRun))
hooks.register("register_account_menu_item", account_menu_item)
hooks.register("register_log_actions", register_lines)
hooks.register("register_user_listing_buttons", listing_button)


@hooks.register("filter_form_submissions_for_user")
def forms_with_answers(user: User, editable_forms: PageQuerySet) -> PageQuerySet:
    """Answers are read by a right of its own: writing a form is not enough, and not needed."""
    if not user.has_perm(READ_ANSWERS):
        return editable_forms.none()
    return Page.objects.filter(content_type__in=get_form_types())


@hooks.register("register_admin_viewset")
def page_views() -> StaffPageViewSet:
    """The editor of every page type."""
    return StaffPageViewSet()


@hooks.register("register_admin_viewset")
def privacy_views() -> list[ModelViewSet]:
    """Texts of consent, and the rounds of erasing, under the settings."""
    return [ConsentTextViewSet(), RetentionRunViewSet()]


@hooks.register("register_admin_urls", order=-1)
def stricter_urls() -> list[URLPattern]:
    """Stand before the views of Wagtail and wagtail-localize at the same addresses."""
    return [
        path("forms/submissions/<int:page_id>/delete/", DeleteAnswers.as_view()),
        path(
            "localize/update/<int:translation_source_id>/",
            translation_views.StaffUpdateTranslations.as_view(),
        ),
        path(
            "localize/page/<int:page_id>/convert_to_alias/",
            translation_views.convert_translation_to_alias,
        ),
    ]


@hooks.register("register_admin_urls")
def translation_urls() -> list[URLPattern]:
    """The way of a translated page to the public."""
    return [
        path(
            "translations/<int:translation_id>/send/",
            translation_views.SendTranslation.as_view(),
            name="send_translation",
        ),
        path(
            "translations/<int:translation_id>/withdraw/",
            translation_views.WithdrawTranslation.as_view(),
            name="withdraw_translation",
        ),
    ]
