"""One mailbox has many addresses; limits count the mailbox."""

import pytest

from tests.factories import UserFactory
from zaedno.core.mailboxes import mailbox_of, same_mailbox
from zaedno.users.models import User

SAME = ["maria@example.org", "Maria@Example.ORG", "maria+a@example.org", "MARIA+a+b@example.org"]
OTHERS = ["m.aria@example.org", "maria@example.com", "amaria@example.org", "maria+@sub.example.org"]


@pytest.mark.parametrize("email", SAME)
def test_tags_and_capitals_change_no_mailbox(email: str) -> None:
    assert mailbox_of(email) == "maria@example.org"


@pytest.mark.parametrize("email", OTHERS)
def test_other_mailboxes(email: str) -> None:
    assert mailbox_of(email) != "maria@example.org"


def test_a_name_that_is_only_a_tag_stays() -> None:
    assert mailbox_of("+a@example.org") == "+a@example.org"


@pytest.mark.parametrize("asked", SAME)
def test_all_addresses_of_a_mailbox_are_found_and_no_other(db: None, asked: str) -> None:
    for email in [*SAME, *OTHERS, "maria%@example.org", "mariax+a@example.org"]:
        UserFactory(email=email)
    found = User.objects.filter(same_mailbox(asked)).values_list("email", flat=True)
    assert sorted(found) == sorted(SAME)
