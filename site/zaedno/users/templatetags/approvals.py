"""What the translation editor shows of the way to the public."""

from typing import Any

from django import template

from zaedno.users.translations import TranslationApproval

register = template.Library()


@register.simple_tag(takes_context=True)
def approval_of_translation(context: dict[str, Any]) -> TranslationApproval | None:
    """Where the page of the editor is, for the user; nothing for snippets, which have no drafts."""
    if not context["is_page"]:
        return None
    return TranslationApproval(context["translation"], context["instance"], context["request"].user)
