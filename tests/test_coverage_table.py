"""The table of coverage names packages as the architecture does."""

from pathlib import Path

import pytest

from tests.coverage_table import REPOSITORY, package_of


@pytest.mark.parametrize(
    ("path", "package"),
    [
        pytest.param("policies/services/entries.py", "policies", id="an app at the top"),
        pytest.param("site/zaedno/core/views/front.py", "zaedno.core", id="a package of zaedno"),
        pytest.param("site/zaedno/urls.py", "zaedno", id="a module of zaedno itself"),
    ],
)
def test_a_module_counts_for_its_package(path: str, package: str) -> None:
    assert package_of(REPOSITORY / Path(path)) == package
