"""Who may do what with a comment in which state: every cell, in the services and over HTTP.

One table says it all. A cell is what a person of a role reaches by an action on a comment in a
state: it is done, the person may not, or it makes no sense now.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from wagtail.models import Page

from tests.comments.making import make_comment
from tests.factories import UnitFactory, UserFactory
from zaedno.comments.after_errors import MayNotAnswer
from zaedno.comments.enums import AppealOutcome, CommentState, ModerationVerb
from zaedno.comments.errors import ModerationRefused, NotAModerator
from zaedno.comments.models import AbuseReport, Appeal, CitizenComment, ModerationAction
from zaedno.comments.permissions import user_can_moderate_comment
from zaedno.comments.services.answers import Answer, answer_comment
from zaedno.comments.services.appeals import decide_appeal
from zaedno.comments.services.deciding import decide, seen_mark, undo_decision
from zaedno.comments.services.queue import (
    Chosen,
    add_note,
    assign_comment,
    decide_many,
)
from zaedno.comments.services.reports import keep_reported
from zaedno.core.models import Unit
from zaedno.users.models import User
from zaedno.users.roles import set_up_roles

PENDING, PUBLISHED, REJECTED, REMOVED, WITHDRAWN = CommentState
EVERY_STATE = frozenset(CommentState)
MODERATORS = frozenset({"moderator", "administrator"})
ANSWERERS = frozenset({"editor", "secretary", "administrator"})
ROLES = (
    "anonymous",
    "citizen",
    "editor",
    "legal",
    "secretary",
    "moderator",
    "communications",
    "analyst",
    "administrator",
    "moderator who left",
)
DONE, MAY_NOT, NOT_NOW = "done", "may not", "not now"
WORDS = "Думи на гражданин за сравнение"


@dataclass(frozen=True)
class Rule:
    """Who may take an action, and in which states it has a sense."""

    roles: frozenset[str]
    states: frozenset[CommentState]

    def cell(self, role: str, state: CommentState) -> str:
        """What a person of the role reaches."""
        if role not in self.roles:
            return MAY_NOT
        return DONE if state in self.states else NOT_NOW


TABLE = {
    "publish": Rule(MODERATORS, frozenset({PENDING, REJECTED, REMOVED})),
    "reject": Rule(MODERATORS, frozenset({PENDING})),
    "remove": Rule(MODERATORS, frozenset({PUBLISHED})),
    "keep": Rule(MODERATORS, frozenset({PUBLISHED})),
    "undo": Rule(MODERATORS, frozenset({PUBLISHED, REJECTED, REMOVED})),
    "bulk": Rule(MODERATORS, frozenset({PENDING, REJECTED, REMOVED})),
    "assign": Rule(MODERATORS, EVERY_STATE),
    "note": Rule(MODERATORS, EVERY_STATE),
    "queue": Rule(MODERATORS, EVERY_STATE),
    "detail": Rule(MODERATORS, EVERY_STATE),
    "appeal": Rule(MODERATORS, frozenset({REJECTED, REMOVED})),
    "answer": Rule(ANSWERERS, frozenset({PUBLISHED})),
    "settle": Rule(MODERATORS, EVERY_STATE),
}
VERBS = {"publish", "reject", "remove", "keep"}
DECIDED_BY = {
    PUBLISHED: ModerationVerb.PUBLISH,
    REJECTED: ModerationVerb.REJECT,
    REMOVED: ModerationVerb.REMOVE,
}

Person = User | AnonymousUser


@dataclass
class World:
    """What every cell needs."""

    page: Page
    unit: Unit
    colleague: User
    people: dict[str, Person]
    now: datetime

    def comment(self, action: str, state: CommentState) -> CitizenComment:
        """A fresh comment in a state, as a colleague left it a moment ago."""
        read = state in DECIDED_BY and action != "keep"
        moderated_at = self.now if read else None
        comment = make_comment(self.page, state=state, moderated_at=moderated_at, comment=WORDS)
        if read:
            self._record(comment, DECIDED_BY[state])
        if action == "appeal":
            self._appeal(comment)
        if action == "settle":
            AbuseReport.objects.create(comment=comment, reader="x", reason="spam", at=self.now)
        return comment

    def _record(self, comment: CitizenComment, verb: ModerationVerb) -> ModerationAction:
        before = PUBLISHED if verb == ModerationVerb.REMOVE else PENDING
        return ModerationAction.objects.create(
            comment=comment, verb=verb, by=self.colleague, at=self.now, state_before=before
        )

    def _appeal(self, comment: CitizenComment) -> None:
        against = comment.actions.first() or self._record(comment, ModerationVerb.REJECT)
        Appeal.objects.create(comment=comment, against=against, text="Не е вярно.", at=self.now)


@pytest.fixture
def world(page: Page, now: datetime) -> World:
    set_up_roles()
    people: dict[str, Person] = {
        role: cast(User, UserFactory(role=role))
        for role in ROLES
        if role not in ("anonymous", "citizen", "moderator who left")
    }
    people["anonymous"] = AnonymousUser()
    people["citizen"] = cast(User, UserFactory())
    people["moderator who left"] = cast(User, UserFactory(role="moderator", is_active=False))
    unit = cast(Unit, UnitFactory())
    colleague = cast(User, UserFactory(role="moderator"))
    return World(page=page, unit=unit, colleague=colleague, people=people, now=now)


def cells() -> Iterator[tuple[str, CommentState]]:
    """Every role with every state."""
    return ((role, state) for role in ROLES for state in CommentState)


def expected(action: str) -> dict[tuple[str, str], str]:
    """The cells of an action, from the table."""
    return {(role, state.value): TABLE[action].cell(role, state) for role, state in cells()}


def by_service(world: World, action: str, comment: CitizenComment, by: Any) -> object:
    """Call the service of an action."""
    at, now = comment, {"by": by, "at": world.now}
    chosen = [Chosen(comment.pk, seen_mark(comment))]
    calls: dict[str, Callable[[], object]] = {
        "undo": lambda: undo_decision(at, **now),
        "bulk": lambda: _all_of(decide_many(chosen, ModerationVerb.PUBLISH, **now).not_done),
        "assign": lambda: assign_comment(at, to=world.colleague, **now),
        "note": lambda: add_note(at, text="Бележка", **now),
        "queue": lambda: _allowed(user_can_moderate_comment(by, at)),
        "detail": lambda: _allowed(user_can_moderate_comment(by, at)),
        "appeal": lambda: decide_appeal(at.appeal, outcome=AppealOutcome.UPHELD, answer="", **now),
        "answer": lambda: answer_comment(at, Answer(text="Да.", unit=world.unit), **now),
        "settle": lambda: keep_reported(at, **now),
    }
    if action in VERBS:
        return decide(at, ModerationVerb(action), reason="Обида.", **now)
    return calls[action]()


def _all_of(not_done: list[Any]) -> None:
    if not_done:
        raise ModerationRefused


def _allowed(may: bool) -> None:
    if not may:
        raise NotAModerator


@pytest.mark.parametrize("action", TABLE)
def test_every_cell_holds_in_the_services(world: World, action: str) -> None:
    found = {}
    for role, state in cells():
        comment = world.comment(action, state)
        try:
            by_service(world, action, comment, world.people[role])
        except (NotAModerator, MayNotAnswer):
            found[role, state.value] = MAY_NOT
        except ModerationRefused:
            found[role, state.value] = NOT_NOW
        else:
            found[role, state.value] = DONE
    assert found == expected(action)


def traces(comment: CitizenComment) -> tuple[object, ...]:
    """All that any action changes."""
    current = CitizenComment.objects.get(pk=comment.pk)
    appeal = Appeal.objects.filter(comment=comment).first()
    return (
        *(current.state, current.moderated_at, current.assigned_to_id, appeal and appeal.outcome),
        *(current.actions.count(), current.notes.count(), current.official_answers.count()),
        current.reports.filter(settled_at=None).count(),
    )


def over_http(client: Client, world: World, action: str, comment: CitizenComment) -> Any:
    """Do it as the browser does."""
    queue, pk = "/cms/comments/", comment.pk
    if action in ("queue", "detail"):
        return client.get(queue if action == "queue" else f"{queue}{pk}/")
    appeal = Appeal.objects.filter(comment=comment).first()
    addresses = {
        "bulk": f"{queue}bulk/",
        "appeal": f"/cms/comments-after/appeals/{appeal.pk if appeal else 0}/",
        "settle": f"/cms/comments-after/reports/{pk}/keep/",
        "answer": f"/cms/comment-answers/{pk}/",
    }
    data = {
        "reason": "Обида.",
        "to": world.colleague.pk,
        "text": "Бележка",
        "chosen": f"{pk}:{seen_mark(comment)}",
        "verb": "publish",
        "outcome": "upheld",
        "unit": world.unit.pk,
        "language": "bg",
    }
    return client.post(addresses.get(action, f"{queue}{pk}/{action}/"), data)


@pytest.mark.slow
@pytest.mark.parametrize("action", TABLE)
def test_every_cell_holds_over_http(world: World, action: str) -> None:
    clients = {role: Client() for role in ROLES}
    for role, client in clients.items():
        person = world.people[role]
        if isinstance(person, User):
            client.force_login(person)
    found = {}
    for role, state in cells():
        comment = world.comment(action, state)
        before = traces(comment)
        response = over_http(clients[role], world, action, comment)
        found[role, state.value] = outcome_of(response, before != traces(comment))
        comment.delete()
    assert found == expected(action)


def outcome_of(response: Any, has_changed: bool) -> str:
    """What the person at the screen reached; whoever may not sees nothing of the comment."""
    html = response.content.decode()
    if has_changed:
        return DONE
    if response.request["REQUEST_METHOD"] == "GET":
        return DONE if response.status_code == 200 and WORDS in html else MAY_NOT
    if response.status_code == 403 or response.headers.get("Location", "").startswith(
        ("/cms/login/", "/cms/?")
    ):
        assert WORDS not in html
        return MAY_NOT
    if response.status_code == 302 and response.headers["Location"] == "/cms/":
        return MAY_NOT
    return NOT_NOW
