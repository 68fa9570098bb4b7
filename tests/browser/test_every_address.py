"""Every public address of the demo, in both languages, as a browser sees it."""

import json
import re
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.product import Product

pytestmark = [
    pytest.mark.browser,
    pytest.mark.elasticsearch,
    pytest.mark.xdist_group("product"),
]

# What the sitemap leaves out: results of a search, forms of their own, what is not there.
BESIDE_THE_SITEMAP = (
    *("/bg/search/?q=правила", "/en/search/?q=park", "/bg/search/?q=мозайка"),
    *("/bg/search/?q=план&language=bg&order=date", "/bg/search/save/?q=план&language=bg"),
    *("/bg/nyama/", "/en/nothing/"),
)
PARTS = ("measures", "indicators")
LOOKS = [("light", 360), ("dark", 1440)]
WIDER_THAN_ITS_WINDOW = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_no_address_breaks_a_rule_of_accessibility_or_asks_another_site(
    product: Product, browser: Browser, theme: str, width: int
) -> None:
    page = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=True
    ).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    faults = {path: broken_rules(page, product, path) for path in addresses(product)}
    page.context.close()
    assert {path: rules for path, rules in faults.items() if rules} == {}
    assert [url for url in asked if not url.startswith((product.url, "data:"))] == []


def test_every_address_fits_a_window_enlarged_fourfold(product: Product, browser: Browser) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 800}).new_page()
    wide = [path for path in addresses(product) if is_too_wide(page, product, path)]
    page.context.close()
    assert wide == []


def addresses(product: Product) -> list[str]:
    """What anyone may open; of measures and indicators one each."""
    sitemap = text_at(product, "/sitemap.xml")
    found = re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", sitemap)
    assert len(found) > 60
    assert {path[:4] for path in found} == {"/bg/", "/en/"}
    return [*found, *parts_of_policies(product), *BESIDE_THE_SITEMAP]


def parts_of_policies(product: Product) -> list[str]:
    """The page of a measure and of an indicator, in both languages."""
    lists = [json.loads(text_at(product, f"/api/v3/policies/{part}/?limit=1")) for part in PARTS]
    in_bulgarian = [urlsplit(items["items"][0]["url"]).path for items in lists]
    return [*in_bulgarian, *(path.replace("/bg/", "/en/", 1) for path in in_bulgarian)]


def text_at(product: Product, path: str) -> str:
    """What an address answers to a program."""
    with urlopen(product.url + path, timeout=20) as answer:
        return str(answer.read().decode())


def broken_rules(page: Page, product: Product, path: str) -> list[str]:
    """The rules of axe that an address breaks."""
    page.goto(product.url + path)
    return [rule["id"] for rule in Axe().run(page).response["violations"]]


def is_too_wide(page: Page, product: Product, path: str) -> bool:
    """Whether a reader would have to scroll sideways."""
    page.goto(product.url + path)
    return bool(page.evaluate(WIDER_THAN_ITS_WINDOW))
