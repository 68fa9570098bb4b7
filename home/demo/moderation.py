"""How comments work in the demo: consultations ask for the stance, reasons are at hand."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from home.demo.content.reasons import REASONS, Reason
from home.demo.outcomes import Loading, Outcome
from zaedno.comments.models import CommentRules, ReasonTemplate


def load_reason(reason: Reason, loading: Loading) -> Outcome:
    """Write a template of a reason, unless it is there."""
    values = {
        "text_bg": reason.bulgarian,
        "text_en": reason.english,
        "order": REASONS.index(reason),
    }
    _, created = ReasonTemplate.objects.get_or_create(title=reason.title, defaults=values)
    return Outcome.CREATED if created else Outcome.UNCHANGED


def load_comment_rules(loading: Loading) -> Outcome:
    """Ask for the stance on consultations, unless somebody has decided otherwise."""
    consultation = apps.get_model("consultations.ConsultationPage")
    kind = ContentType.objects.get_for_model(consultation)
    _, created = CommentRules.objects.get_or_create(
        content_type=kind, defaults={"asks_stance": True}
    )
    return Outcome.CREATED if created else Outcome.UNCHANGED
