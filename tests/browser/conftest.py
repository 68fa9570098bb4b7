"""A running product and a real browser, shared by the stories."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.product import Product
from tests.databases import migrated_file
from tests.needs import not_there

BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium; in CI a missing one is a failure."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        not_there("Chromium is missing", "`make test` installs it")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product on SQLite with Elasticsearch, demo content loaded.

    How it makes its own database is another test's story (`test_front_door`).
    """
    address = os.environ.get("ELASTICSEARCH_URL", "")
    if not address:
        not_there("Elasticsearch is missing", "`make test` starts it")
    data: Path = tmp_path_factory.mktemp("product")
    environment = {
        "ELASTICSEARCH_URL": address,
        "SEARCH_INDEX_PREFIX": f"t{os.getpid()}-",
        # A node that does many things at once on a small machine is slow, not away.
        "SEARCH_TIMEOUT_SECONDS": "10",
    }
    shutil.copyfile(migrated_file(), data / "db.sqlite3")
    running = Product(data, environment)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture
def citizen(browser: Browser) -> Iterator[BrowserContext]:
    """A citizen's browser, in Bulgarian, that has never been here."""
    context = browser.new_context(locale="bg-BG", viewport={"width": 390, "height": 844})
    yield context
    context.close()


@pytest.fixture
def page(citizen: BrowserContext) -> Page:
    """A page in the citizen's browser."""
    return citizen.new_page()
