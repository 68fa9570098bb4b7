"""What a follower meets: the form, the link in the mail, the end by one click.

No view touches a session: the secret in the link is what counts, so that a mail program can
unsubscribe by itself (RFC 8058).
"""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from zaedno.core.rate_limits import within_limit
from zaedno.core.same_site import from_anywhere
from zaedno.core.validation import Malformed, check_whole_number
from zaedno.notifications import subscriptions
from zaedno.notifications.forms import FollowForm
from zaedno.notifications.links import BrokenLink, followed_url, subscription_id
from zaedno.notifications.models import Subscription
from zaedno.notifications.topics import Topic, find_topic


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form, and what it sends; nobody learns from the answer who follows already."""
    data = request.POST if request.method == "POST" else request.GET
    topic = find_topic(data.get("topic", ""))
    if topic is None:
        raise Http404
    if request.method != "POST":
        return _form(request, topic, FollowForm(initial={"topic": topic.key}))
    form = FollowForm(request.POST)
    if not within_limit(request, "follows"):
        form.add_error(None, _("Too many requests from your network. Please try again later."))
        return _form(request, topic, form, HTTPStatus.TOO_MANY_REQUESTS)
    if not form.is_valid():
        return _form(request, topic, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    subscriptions.follow(
        form.cleaned_data["email"],
        topic=topic.key,
        title=topic.title,
        url=topic.url,
        language=get_language() or "bg",
        confirmed=False,
        at=timezone.now(),
    )
    return redirect(reverse("notifications:sent"))


@never_cache
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """Say that a mail is under way."""
    return _draw(request, "sent")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button that begins the mails: programs that open links of mails press none."""
    now = timezone.now()
    if request.method == "POST":
        found = subscriptions.confirm_follow(token, at=now)
    else:
        found = subscriptions.unconfirmed(token, at=now)
    if found is None:
        return _draw(request, "broken", status=HTTPStatus.NOT_FOUND)
    mine_url = followed_url(found) if found.confirmed_at else ""
    return _draw(request, "confirm", subscription=found, mine_url=mine_url)


@from_anywhere
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End the mails on one topic: by the button, or by the mail program; twice does no harm."""
    number = _number(token)
    found = Subscription.objects.filter(pk=number).first()
    if request.method == "POST":
        subscriptions.stop(number)
    done = request.method == "POST" or found is None
    return _draw(request, "stop", subscription=found, done=done)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """All that the owner of the link follows, each with a button to end it, and all at once."""
    owner = Subscription.objects.filter(pk=_number(token)).first()
    if owner is None:
        return _draw(request, "mine", followed=[])
    ended = _end(owner, request.POST.get("stop", "")) if request.method == "POST" else ""
    followed = Subscription.objects.of_person(owner.email).confirmed()
    return _draw(request, "mine", followed=followed, ended=ended)


def _end(owner: Subscription, what: str) -> str:
    """End what a button names, if it belongs to the owner of the link; gives the title of one."""
    if what == "all":
        subscriptions.unfollow(owner.email)
        return ""
    try:
        number = check_whole_number(what, smallest=1)
    except Malformed as error:
        raise Http404 from error
    found = Subscription.objects.of_person(owner.email).filter(pk=number).first()
    if found is None:
        return ""
    subscriptions.stop(found.pk)
    return found.title


def _number(token: str) -> int:
    try:
        return subscription_id(token)
    except BrokenLink as error:
        raise Http404 from error


def _form(
    request: HttpRequest, topic: Topic, form: FollowForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    return _draw(request, "form", status=status, topic=topic, form=form)


def _draw(
    request: HttpRequest, name: str, *, status: HTTPStatus = HTTPStatus.OK, **context: Any
) -> HttpResponse:
    values = {**context, "no_index": True}
    return render(request, f"notifications/{name}.html", values, status=status)
