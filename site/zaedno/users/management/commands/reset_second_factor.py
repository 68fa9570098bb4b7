"""For somebody who lost both the phone and the recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zaedno.users.identity.citizens import citizens
from zaedno.users.models import User
from zaedno.users.second_factor.services import reset


class Command(BaseCommand):
    help = "Removes the second factor of a member of staff; the next login sets a new one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the person's e-mail address in the CMS")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        staff = User.objects.exclude(pk__in=citizens().values("pk"))
        people = list(staff.filter(email__iexact=email))
        if len(people) != 1:
            found = "Nobody" if not people else "More than one person"
            raise CommandError(f"{found} of the staff has the address {email}.")
        removed = reset(people[0], by=None)
        done = "The second factor is removed" if removed else "There was no second factor"
        self.stdout.write(f"{done}: {people[0].get_username()}.")
