"""The words of a mail, in the language of its reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import css_inline
from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext

LONGEST_SUBJECT = 200
# Addresses in the style sheet of a mail are never fetched.
_inliner = css_inline.CSSInliner(load_remote_stylesheets=False)


@dataclass(frozen=True)
class Rendering:
    """Subject, text and HTML of a mail."""

    subject: str
    text: str
    html: str


def render_mail(template: str, context: Mapping[str, Any], *, language: str) -> Rendering:
    """Fill ``emails/<template>.{subject.txt,txt,html}``."""
    with translation.override(language):
        values = {
            "site_url": settings.SITE_URL,
            "site_name": gettext("Zaedno"),
            "language": language,
            **context,
        }
        subject = " ".join(_fill(f"emails/{template}.subject.txt", values, markup=False).split())
        return Rendering(
            subject=subject[:LONGEST_SUBJECT],
            text=_fill(f"emails/{template}.txt", values, markup=False).strip() + "\n",
            html=_inliner.inline(_fill(f"emails/{template}.html", values, markup=True)),
        )


def absolute_url(address: str) -> str:
    """An address that can be followed from a mail."""
    return urljoin(f"{settings.SITE_URL}/", address)


def _fill(name: str, values: Mapping[str, Any], *, markup: bool) -> str:
    """Fill a template; in plain text nothing is escaped."""
    # The loader's wrapper always escapes; the template inside does as its context says.
    compiled = get_template(name).template  # type: ignore[attr-defined]
    return str(compiled.render(Context(dict(values), autoescape=markup)))
