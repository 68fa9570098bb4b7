"""The comments of a page, for its template."""

from typing import Any

from django import template
from django.template import Context
from wagtail.models import Page

from zaedno.comments.presentation import section_context

register = template.Library()


@register.inclusion_tag("comments/section.html", takes_context=True)
def comments_section(context: Context, page: Page, title: str = "") -> dict[str, Any]:
    """Heading, comments and form, or a sentence that says why comments are closed.

    Usage: ``{% comments_section page %}``; the page may be in either language. A ``title`` says
    what comments are called here, where they are called otherwise.
    """
    return {**section_context(page, context["request"]), "heading": title}
