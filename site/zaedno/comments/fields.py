"""Fields for the words of citizens."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zaedno.core.citizen_text import CitizenText
from zaedno.core.official_names import looks_official

__all__ = ["CitizenText", "PublicName"]


class PublicName(CitizenText):
    """The name under which a citizen speaks; never one that is believed to be the municipality."""

    def validate(self, value: str) -> None:
        """Refuse to speak in the name of somebody else."""
        super().validate(value)
        if value and looks_official(value):
            raise ValidationError(
                _(
                    "Readers would take this name for the municipality or for a moderator. "
                    "Please write another one."
                )
            )
