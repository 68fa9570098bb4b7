"""The secretary sets up the second step of signing in, and comes in by it.

The demonstration has the second factor off, so a web server of its own has it on, on the same data.
"""

import os
import re
import subprocess
import sys
from base64 import b32decode
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import totp
from playwright.sync_api import Browser, Page, expect

from tests.browser.product import NOT_INHERITED, Product, wait_for
from tests.services.ports import free_port
from zaedno import REPOSITORY

pytestmark = [
    pytest.mark.browser,
    pytest.mark.elasticsearch,
    pytest.mark.xdist_group("product"),
]

WIDTHS = (360, 1440)
WIDER_THAN_ITS_WINDOW = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture
def site(product: Product) -> Iterator[str]:
    """Address of the same site with the second factor on."""
    port = free_port()
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    server = subprocess.Popen(
        [sys.executable, "-m", "zaedno.web", f"127.0.0.1:{port}"],
        cwd=REPOSITORY,
        env={
            **inherited,
            **product.environment,
            "DATA_DIR": str(product.data),
            "PORT": str(port),
            "PYTHONPATH": str(REPOSITORY / "site"),
            "DJANGO_SETTINGS_MODULE": "zaedno.settings.production",
            "STAFF_SECOND_FACTOR": "1",
        },
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: _answers(address), seconds=60, what=lambda: "the server did not start")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_the_secretary_signs_in_by_password_and_phone(
    product: Product, site: str, browser: Browser
) -> None:
    login = product.logins()["secretary"]
    with at_the_second_step(browser, site, login) as page:
        key = reads_the_key(page)
        looks_right(page)
        types(page, code_of(key))
        recovery = keeps_the_recovery_codes(page)
        page.get_by_role("link", name="Запазих кодовете").click()
        expect(page).to_have_url(f"{site}/cms/")
    with at_the_second_step(browser, site, login) as page:
        looks_right(page)
        types(page, "12345")
        expect(page.locator(".error-message")).to_contain_text("шестте цифри")
        types(page, code_of(key, later=1))
        expect(page).to_have_url(f"{site}/cms/")
    with at_the_second_step(browser, site, login) as page:
        types(page, recovery[0])
        expect(page).to_have_url(f"{site}/cms/")
        page.goto(f"{site}/cms/second-factor/")
        expect(page.get_by_role("main")).to_contain_text("Остават Ви 9 резервни кода")
        looks_right(page)
    product.manage("reset_second_factor", "demo-secretary@example.org")


@contextmanager
def at_the_second_step(browser: Browser, site: str, login: dict[str, str]) -> Iterator[Page]:
    """A browser of its own in which somebody has given the password."""
    context = browser.new_context(locale="bg-BG", viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/cms/")
    page.fill("[name=username]", login["username"])
    page.fill("[name=password]", login["password"])
    page.press("[name=password]", "Enter")
    expect(page).to_have_url(re.compile("/cms/second-factor/"))
    yield page
    context.close()


def reads_the_key(page: Page) -> bytes:
    expect(page.get_by_role("img", name="Ключът като QR код")).to_be_visible()
    return b32decode(page.locator(".zaedno-second__key").inner_text().replace(" ", ""))


def code_of(key: bytes, *, later: int = 0) -> str:
    """What the app shows; ``later`` counts half minutes."""
    return f"{totp(key, drift=later):06d}"


def types(page: Page, code: str) -> None:
    """Type a code and press Enter."""
    page.get_by_role("textbox", name=re.compile("Код")).fill(code)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def keeps_the_recovery_codes(page: Page) -> list[str]:
    shown = page.locator(".zaedno-second__codes code")
    expect(shown).to_have_count(10)
    codes = shown.all_inner_texts()
    assert len(set(codes)) == 10
    looks_right(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Запазване във файл").click()
    kept = download.value.path().read_text()
    assert all(code in kept for code in codes)
    return codes


def looks_right(page: Page) -> None:
    """No rule of axe is broken, and nobody has to scroll sideways."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
        assert not page.evaluate(WIDER_THAN_ITS_WINDOW)


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
