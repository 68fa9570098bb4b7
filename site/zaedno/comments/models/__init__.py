"""Tables of comments and their moderation."""

from zaedno.comments.models.comments import (
    LANGUAGES,
    LONGEST_COMMENT,
    LONGEST_NAME,
    LONGEST_ORGANISATION,
    Attribution,
    CitizenComment,
    PendingComment,
    UsefulVote,
)
from zaedno.comments.models.moderation import (
    DEEPEST_THREAD,
    AbuseReport,
    Appeal,
    CommentRules,
    DigestDay,
    InternalNote,
    ModerationAction,
    ModerationSettings,
    NoticeMoment,
    ReasonTemplate,
    SpamMemory,
)
from zaedno.comments.models.tokens import hash_of
from zaedno.comments.models.versions import CommentVersion

__all__ = [
    "DEEPEST_THREAD",
    "LANGUAGES",
    "LONGEST_COMMENT",
    "LONGEST_NAME",
    "LONGEST_ORGANISATION",
    "AbuseReport",
    "Appeal",
    "Attribution",
    "CitizenComment",
    "CommentRules",
    "CommentVersion",
    "DigestDay",
    "InternalNote",
    "ModerationAction",
    "ModerationSettings",
    "NoticeMoment",
    "PendingComment",
    "ReasonTemplate",
    "SpamMemory",
    "UsefulVote",
    "hash_of",
]
