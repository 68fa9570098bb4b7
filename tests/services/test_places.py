"""Where the services keep their files."""

import os
from pathlib import Path

import pytest

from tests.services.accounts import Account
from tests.services.places import REPOSITORY, Places

NOBODY = 65534


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("", REPOSITORY / "var", id="default"),
        pytest.param("elsewhere", REPOSITORY / "elsewhere", id="relative to the repository"),
        pytest.param("/srv/data", Path("/srv/data"), id="absolute"),
    ],
)
def test_data_dir(given: str, expected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", given)
    assert Places.from_environment().data_dir == expected


def test_data_stays_in_data_dir_when_the_account_can_enter_it(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.create()
    assert places.home(Account()) == places.services


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act for another account")
def test_data_goes_elsewhere_when_the_account_cannot_enter(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    places = Places(tmp_path / "var")
    places.create()
    account = Account(NOBODY, NOBODY)
    elsewhere = places.home(account)
    try:
        assert not elsewhere.is_relative_to(tmp_path)
        assert places.home(account) == elsewhere
        assert account.can_reach(elsewhere)
    finally:
        elsewhere.rmdir()
