"""From exceptions to HTTP: every error of the API is problem+json (RFC 9457) with a sentence."""

from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import Throttled
from ninja.errors import ValidationError as NinjaValidationError
from pydantic import ValidationError as PydanticValidationError
from wagtail.api.v3.errors import PROBLEM_JSON, problem_response

from zaedno.core.validation import Malformed

# Ninja checks answers as it checks questions, by a model of this name.
_ANSWER = "NinjaResponseSchema"
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def register_error_handlers(api: NinjaAPI) -> None:
    """Answer mistakes in a question by 400 with sentences, and too many questions by 429.

    Wagtail's own handlers stay for all else, and for what is written with a token.
    """
    for kind in (PydanticValidationError, NinjaValidationError, DjangoValidationError):
        _handle_mistakes(api, kind)
    api.exception_handler(OverflowError)(_does_not_fit)
    api.exception_handler(DataError)(_does_not_fit)
    api.exception_handler(Malformed)(_malformed)
    api.exception_handler(Throttled)(_too_many)


def problem_for(response: HttpResponse) -> HttpResponse:
    """An error of Django or the framework as problem+json; any other answer unchanged."""
    is_problem = response.headers.get("Content-Type", "").startswith(PROBLEM_JSON)
    if response.status_code < 400 or is_problem:
        return response
    problem = problem_response(status=response.status_code, detail=_sentence(response.status_code))
    for name in ("Allow", "Retry-After", "Vary", "Content-Language"):
        if name in response.headers:
            problem.headers[name] = response.headers[name]
    return problem


def not_found(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """What the API answers at an address that it does not have."""
    return problem_response(status=404, detail=_sentence(404))


def bad_request(sentence: str) -> HttpResponse:
    """A 400 that says what was wrong."""
    return problem_response(status=400, detail=sentence)


def _handle_mistakes(api: NinjaAPI, kind: type[Exception]) -> None:
    # Ninja has no public way to ask for the handler that is replaced here.
    stock = api._exception_handlers[kind]

    def handler(request: HttpRequest, exc: Exception) -> HttpResponse:
        if getattr(exc, "title", "") == _ANSWER:
            # We would have answered nonsense: that is our mistake, not that of whoever asks.
            raise exc
        if request.method not in _SAFE_METHODS:
            return stock(request, exc)
        return _mistaken_question(exc)

    api.exception_handler(kind)(handler)


def _mistaken_question(exc: Exception) -> HttpResponse:
    if isinstance(exc, NinjaValidationError):
        errors: list[dict[str, Any]] = exc.errors
    elif isinstance(exc, PydanticValidationError):
        errors = [dict(error) for error in exc.errors(include_url=False, include_input=False)]
    else:
        errors = [{"type": "invalid", "loc": (), "msg": msg} for msg in _messages(exc)]
    told = [{"parameter": _parameter(error), "detail": sentence(error)} for error in errors]
    detail = " ".join(item["detail"] for item in told)
    is_address = any(error["loc"][:1] == ("path",) for error in errors)
    return problem_response(status=404 if is_address else 400, detail=detail, errors=told)


def _messages(exc: Exception) -> list[str]:
    return list(getattr(exc, "messages", None) or [str(exc)])


def _parameter(error: dict[str, Any]) -> str:
    names = [str(part) for part in error["loc"]]
    if names and names[0] in ("query", "path"):
        # Where the parameter stood in the request; its own name follows.
        del names[0]
    return str(error.get("ctx", {}).get("name") or (names[-1] if names else ""))


def sentence(error: dict[str, Any]) -> str:
    """A mistake that pydantic found, said to whoever asked."""
    if error["type"] == "unknown_parameter":
        return str(error["msg"])
    # What Wagtail says may go on in brackets with the exception of the library beneath.
    said = str(error["msg"]).partition(" (")[0].removeprefix("Value error, ").rstrip(".")
    facts = {**error.get("ctx", {}), "name": _parameter(error), "msg": said}
    # Pydantic puts an English word between the last two.
    facts["expected"] = str(facts.get("expected", "")).replace(" or ", ", ")
    return _pattern(error["type"]) % facts if facts["name"] else f"{said}."


def _pattern(kind: str) -> str:
    patterns = {
        "int_parsing": _("The parameter “%(name)s” must be a whole number."),
        "int_parsing_size": _("The number in “%(name)s” is out of range."),
        "bool_parsing": _("The parameter “%(name)s” must be true or false."),
        "missing": _("The parameter “%(name)s” is required."),
        "greater_than_equal": _("The parameter “%(name)s” must be at least %(ge)s."),
        "less_than_equal": _("The parameter “%(name)s” must be at most %(le)s."),
        "string_too_long": _("The parameter “%(name)s” is longer than %(max_length)s characters."),
        "literal_error": _("The parameter “%(name)s” must be one of: %(expected)s."),
        "enum": _("The parameter “%(name)s” must be one of: %(expected)s."),
    }
    return patterns.get(kind, _("The parameter “%(name)s” cannot be used so: %(msg)s."))


def _sentence(status: int) -> str:
    sentences = {
        400: _("The request cannot be read."),
        403: _("This is not allowed."),
        404: _("There is nothing at this address."),
        405: _("This address cannot be used with this method."),
        413: _("More was sent than is taken here."),
        500: _("Something broke on our side. Please try again later."),
    }
    return sentences.get(status, _("The request cannot be answered."))


def _malformed(request: HttpRequest, exc: Exception) -> HttpResponse:
    return bad_request(str(exc))


def _does_not_fit(request: HttpRequest, exc: Exception) -> HttpResponse:
    # Wagtail's filters pass any number on; SQLite and PostgreSQL each complain in their own way.
    return bad_request(_("A value is out of range."))


def _too_many(request: HttpRequest, exc: Exception) -> HttpResponse:
    problem = problem_response(
        status=429, detail=_("Too many requests. Please try again in a minute.")
    )
    wait = getattr(exc, "wait", None)
    problem.headers["Retry-After"] = str(max(1, int(wait or 60)))
    return problem
