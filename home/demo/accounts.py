"""Staff to try the platform with, their passwords in a file that only its owner can read."""

import json
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from home.demo.outcomes import Loading, Outcome
from zaedno.users.enums import RoleName
from zaedno.users.models import User
from zaedno.users.roles import set_up_roles
from zaedno.users.workflows import set_up_workflows

# Name in the file of logins, role, first and last name.
STAFF = (
    ("admin", RoleName.ADMINISTRATOR, "Ана", "Администраторова"),
    ("editor", RoleName.EDITOR, "Елена", "Редакторова"),
    ("legal", RoleName.LEGAL, "Любомир", "Правников"),
    ("secretary", RoleName.SECRETARY, "Силвия", "Секретарова"),
    ("moderator", RoleName.MODERATOR, "Мария", "Модераторова"),
    ("communications", RoleName.COMMUNICATIONS, "Калин", "Говорителев"),
    ("analyst", RoleName.ANALYST, "Андрей", "Анализаторов"),
)

Logins = dict[str, dict[str, Any]]


def logins_file() -> Path:
    """Where the logins of the demo staff are."""
    return Path(settings.DATA_DIR) / "demo-logins.json"


def load_staff(loading: Loading) -> Outcome:
    """Make the groups and a member of staff for each; known passwords stay as they are."""
    set_up_roles()
    known = _read_logins()
    with transaction.atomic():
        logins = {key: _load_member(key, role, name, known) for key, role, *name in STAFF}
    loading.author = User.objects.get(username=logins["editor"]["username"])
    loading.publisher = User.objects.get(username=logins["admin"]["username"])
    if logins == known:
        return Outcome.UNCHANGED
    _write_logins(logins)
    return Outcome.CREATED


def finish_roles(loading: Loading) -> Outcome:
    """Give the roles their rights on the pages there are now, and the pages their workflows."""
    set_up_roles()
    set_up_workflows()
    return Outcome.UNCHANGED


def _load_member(key: str, role: RoleName, name: list[str], known: Logins) -> dict[str, Any]:
    username = f"demo-{key}"
    user = User.objects.filter(username=username).first()
    password = known.get(key, {}).get("password", "")
    if user is None:
        user = User(username=username, email=f"{username}@example.org")
        user.first_name, user.last_name = name
        user.is_staff = user.is_superuser = role is RoleName.ADMINISTRATOR
    if user.pk is None or not password:
        password = password or secrets.token_urlsafe(15)
        user.set_password(password)
        user.save()
    user.groups.add(Group.objects.get(name=role.value))
    return {"username": username, "password": password, "groups": [role.value]}


def _read_logins() -> Logins:
    try:
        logins: Logins = json.loads(logins_file().read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return logins


def _write_logins(logins: Logins) -> None:
    """Write the file in one move, never readable by others."""
    path = logins_file()
    # mkstemp makes files of mode 0600.
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".demo-logins-")
    with open(handle, "w", encoding="utf-8") as file:
        json.dump(logins, file, ensure_ascii=False, indent=2)
    os.replace(draft, path)
