"""What tests of the CMS of policies share: filling in forms as a browser sends them."""

from typing import Any

from bs4 import BeautifulSoup, Tag

from policies.services.entries import enter
from zaedno.core.days import today
from zaedno.core.validation import LARGEST_ID

HUGE = LARGEST_ID + 1


def soup_of(response: Any) -> BeautifulSoup:
    """The page."""
    return BeautifulSoup(response.content, "html.parser")


def text_of(response: Any) -> str:
    """What stands on the page, with single spaces."""
    return " ".join(soup_of(response).get_text(" ").split())


def sent(response: Any, **changes: Any) -> dict[str, Any]:
    """What a browser sends of the page's form; ``changes`` are what the person typed.

    Two underscores in a name stand for a hyphen.
    """
    forms = soup_of(response).find_all("form", method=lambda value: (value or "").lower() == "post")
    form = max(forms, key=lambda found: len(found.find_all(["input", "select", "textarea"])))
    data: dict[str, Any] = {}
    for field in form.find_all(["input", "select", "textarea"]):
        value = _value(field)
        if field.get("name") and value is not None:
            data[field["name"]] = value
    return data | {name.replace("__", "-"): value for name, value in changes.items()}


def _value(field: Tag) -> str | None:
    if field.name == "textarea":
        return field.get_text().removeprefix("\n")
    if field.name == "select":
        chosen = field.find("option", selected=True) or field.find("option")
        return str(chosen.get("value", "")) if isinstance(chosen, Tag) else None
    if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
        return None
    return None if field.get("type") in ("submit", "button") else str(field.get("value", ""))


def entered(entry: Any, by: Any, at: Any) -> Any:
    """An entry that waits, given by somebody."""
    made = enter(entry, by=by, at=at)
    assert made is not None
    return made


def day_shown(day: Any = None) -> str:
    """A day as the calendar of the CMS writes it."""
    return f"{day or today():%d.%m.%Y}"
