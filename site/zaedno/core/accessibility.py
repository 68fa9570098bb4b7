"""The accessibility checker that editors see beside a page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

# Rules of axe for WCAG 2.1 A and AA (EN 301 549) that what an editor writes can break. Rules are
# named one by one, not by tag: each needs words here, as axe has none in Bulgarian, and the
# layout, which editors cannot mend, is checked by the tests of the product.
_WCAG_RULES = {
    "color-contrast": (
        _("Text is hard to read against its background"),
        _("Use the colours that the site offers."),
    ),
    "document-title": (
        _("The page has no title"),
        _("Give it a title that says what it is about."),
    ),
    "image-alt": (
        _("An image has no alternative text"),
        _("Describe it, or mark it as decoration."),
    ),
    "image-redundant-alt": (
        _("The alternative text repeats the text beside the image"),
        _("Say what the text does not."),
    ),
    "label": (
        _("A field of a form has no label"),
        _("Write the question."),
    ),
    "link-in-text-block": (
        _("A link cannot be told from the text around it"),
        _("Do not change how links look."),
    ),
    "list": (
        _("A list holds something that is no item"),
        _("Make the list with the list button."),
    ),
    "listitem": (
        _("An item stands outside a list"),
        _("Make the list with the list button."),
    ),
    "page-has-heading-one": (
        _("The page has no main heading"),
        _("Give the page a title."),
    ),
    "td-headers-attr": (
        _("A cell of a table names a heading that is not there"),
        _("Make the table anew, with a heading for each column."),
    ),
    "th-has-data-cells": (
        _("A heading of a table has no cells"),
        _("Remove the empty column or row."),
    ),
    "valid-lang": (
        _("The language of a part of the text is unknown"),
        _("Choose Bulgarian or English."),
    ),
}


class WcagChecker(ContentCheckerItem):
    """Wagtail's checker with the rules of the standard that binds the municipality."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, *_WCAG_RULES]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        **{
            rule: {"error_name": error, "help_text": remedy}
            for rule, (error, remedy) in _WCAG_RULES.items()
        },
    }
