"""Puts the table of roles and the workflows into force; run after each migrate."""

from typing import Any

from django.core.management.base import BaseCommand

from zaedno.users.roles import ROLES, set_up_roles
from zaedno.users.workflows import WAYS, set_up_workflows


class Command(BaseCommand):
    help = "Makes or mends the groups of the staff, their rights and the workflows. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_roles()
        set_up_workflows()
        roles = ", ".join(role.name.value for role in ROLES)
        ways = ", ".join(way.name for way in WAYS)
        self.stdout.write(f"Roles: {roles}. Workflows: {ways}.")
