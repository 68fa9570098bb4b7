"""The accessibility checker that editors see beside a page."""

from wagtail.admin.userbar import ContentCheckerItem


class WcagChecker(ContentCheckerItem):
    """Checks against WCAG 2.1 AA, as the law asks (EN 301 549), and Wagtail's own advice.

    Axe takes either names of rules or tags; by tag it runs all that the standard covers.
    """

    axe_run_only = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
