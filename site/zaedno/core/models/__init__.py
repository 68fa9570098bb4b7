"""What the apps build on: the page base, media, snippets, settings."""

from zaedno.core.models.media import CustomDocument, CustomImage, CustomRendition
from zaedno.core.models.mixins import (
    BodyMixin,
    CommentableMixin,
    DatedMixin,
    RelatedPagesMixin,
    SubjectMixin,
)
from zaedno.core.models.pages import BasePage
from zaedno.core.models.readers import ReaderKey
from zaedno.core.models.settings import SiteSettings
from zaedno.core.models.snippets import PolicyArea, Settlement, Unit
from zaedno.core.models.version import ContentVersion

__all__ = [
    "BasePage",
    "BodyMixin",
    "CommentableMixin",
    "ContentVersion",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "DatedMixin",
    "PolicyArea",
    "ReaderKey",
    "RelatedPagesMixin",
    "Settlement",
    "SiteSettings",
    "SubjectMixin",
    "Unit",
]
