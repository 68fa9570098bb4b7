"""Names of the staff's roles, of their workflows, and of what they may do with pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleName(models.TextChoices):
    """A role: the value names its group in the database, the label is shown to people."""

    EDITOR = "editor", _("Editor")
    LEGAL = "legal", _("Legal reviewer")
    SECRETARY = "secretary", _("Secretary of the municipality")
    MODERATOR = "moderator", _("Moderator of comments")
    COMMUNICATIONS = "communications", _("Communications")
    ANALYST = "analyst", _("Analyst")
    ADMINISTRATOR = "administrator", _("Administrator")


class PageRight(models.TextChoices):
    """What a group may be allowed to do with a part of the page tree, in Wagtail's words."""

    ADD = "add", _("add pages and change one's own")
    CHANGE = "change", _("change any page")
    PUBLISH = "publish", _("publish any page")
    LOCK = "lock", _("lock pages")
    UNLOCK = "unlock", _("unlock pages")
    BULK_DELETE = "bulk_delete", _("delete pages with their children")


class FileRight(models.TextChoices):
    """What a group may be allowed to do with images and documents."""

    ADD = "add", _("add files and change one's own")
    CHANGE = "change", _("change any file")
    CHOOSE = "choose", _("use files in pages")
