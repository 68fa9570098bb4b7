"""Fields for the words of citizens."""

from zaedno.core.citizen_text import CitizenText

__all__ = ["CitizenText"]
