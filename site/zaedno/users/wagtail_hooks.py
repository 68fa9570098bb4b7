"""Who reads and who deletes what citizens answered."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.contrib.forms.utils import get_form_types
from wagtail.models import Page
from wagtail.query import PageQuerySet

from zaedno.users.models import User
from zaedno.users.roles import READ_ANSWERS
from zaedno.users.views import DeleteAnswers


@hooks.register("filter_form_submissions_for_user")
def forms_with_answers(user: User, editable_forms: PageQuerySet) -> PageQuerySet:
    """Answers are read by a right of its own: writing a form is not enough, and not needed."""
    if not user.has_perm(READ_ANSWERS):
        return editable_forms.none()
    return Page.objects.filter(content_type__in=get_form_types())


@hooks.register("register_admin_urls", order=-1)
def stricter_urls() -> list[URLPattern]:
    """Stand before Wagtail's view of the same address."""
    return [path("forms/submissions/<int:page_id>/delete/", DeleteAnswers.as_view())]
