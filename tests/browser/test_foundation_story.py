"""From an empty machine to a citizen's comment on Levski's project, found by search.

One story, told in order by a citizen, a moderator, an editor and the secretary on the product as
`make run` starts it, with Elasticsearch.
"""

import json
import re
import urllib.request
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.product import Product, wait_for
from tests.browser.staff import approve, edit, signed_in, submit_for_approval

pytestmark = [
    pytest.mark.browser,
    pytest.mark.elasticsearch,
    pytest.mark.xdist_group("product"),
]

PERSON = "mariya@example.org"
WORDS = "Предлагам да засадим липи край читалището."
NEW_LEAD = "Общината вече поддържа чешмите във всички села."


def test_a_citizens_comment_travels_to_the_page_and_an_edit_to_the_public(
    product: Product, browser: Browser, page: Page
) -> None:
    reads_the_home_page_and_the_facts_of_the_project(page, product)
    comments_and_confirms(page, product)
    a_moderator_publishes_it(browser, product)
    it_stands_on_the_page_in_both_languages(page, product)
    search_finds_other_forms_of_the_words(page, product)
    an_editor_changes_a_policy_and_the_secretary_publishes_it(browser, product)
    the_change_is_public(page, product)


def reads_the_home_page_and_the_facts_of_the_project(page: Page, product: Product) -> None:
    page.goto(product.url)
    expect(page).to_have_url(f"{product.url}/bg/")
    expect(page.locator("html")).to_have_attribute("lang", "bg")
    expect(page.get_by_role("heading", level=1)).to_have_text("Заедно за Левски")
    page.goto(f"{product.url}/bg/proektat/")
    facts = page.get_by_role("main")
    for fact in ("57 834,00", "29 570,05", "85", "Левски", "11 август 2022", "31 декември 2023"):
        expect(facts).to_contain_text(re.compile(re.escape(fact).replace(r"\ ", r"\s")))
    expect(page.locator("main").get_by_role("link", name=re.compile("Правилник"))).to_be_visible()


def comments_and_confirms(page: Page, product: Product) -> None:
    form = page.locator("#comment-form")
    form.get_by_label("Име", exact=True).fill("Мария")
    form.get_by_label("Имейл").fill(PERSON)
    form.get_by_label("Коментар", exact=True).fill(WORDS)
    form.get_by_role("button", name="Изпратете коментара").click()
    expect(page.locator("[data-comment-sent]")).to_contain_text("Изпратихме Ви писмо")
    link = product.link_in_mail_to(PERSON, "/comments/confirm/")
    wait_for(
        lambda: any(PERSON in line and ".eml" in line for line in product.console),
        seconds=10,
        what=lambda: "the console does not name the mail:\n" + "\n".join(product.console),
    )
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("потвърден")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("вече")
    page.goto(f"{product.url}/bg/proektat/")
    expect(page.get_by_text(WORDS)).to_have_count(0)


def a_moderator_publishes_it(browser: Browser, product: Product) -> None:
    moderator = signed_in(browser, product, "moderator")
    moderator.goto(f"{product.url}/cms/comments/")
    moderator.get_by_role("link", name=re.compile(WORDS[:30])).click()
    moderator.locator("form[action$='/publish/'] button").click()
    expect(moderator.get_by_text("Готово")).to_be_visible()
    moderator.context.close()


def it_stands_on_the_page_in_both_languages(page: Page, product: Product) -> None:
    for address in ("/bg/proektat/", "/en/project/"):
        page.goto(f"{product.url}{address}")
        expect(page.get_by_text(WORDS)).to_be_visible()
    assert page.locator("[lang=bg]", has_text=WORDS).count() > 0


def search_finds_other_forms_of_the_words(page: Page, product: Product) -> None:
    found_by_search(page, product, "правилници", "Правилник")
    found_by_search(page, product, "липите", "липи край")
    expect(page.get_by_text("базата данни")).to_have_count(0)


def found_by_search(page: Page, product: Product, query: str, text: str) -> None:
    """Ask until the worker has told the index, then look at the page of results."""
    address = f"{product.url}/bg/search/?q={quote(query)}"

    def answered() -> bool:
        page.goto(address)
        return text in page.get_by_role("main").inner_text()

    wait_for(answered, seconds=30, what=lambda: page.get_by_role("main").inner_text())
    expect(page.locator("mark").first).to_be_visible()


def an_editor_changes_a_policy_and_the_secretary_publishes_it(
    browser: Browser, product: Product
) -> None:
    policy = policy_id(product)
    editor = signed_in(browser, product, "editor")
    edit(editor, product, policy)
    expect(editor.locator("[name='action-publish']")).to_have_count(0)
    editor.locator("[name='lead']").fill(NEW_LEAD)
    submit_for_approval(editor)
    expect(editor.get_by_text("изпратена за одобрение").first).to_be_visible()
    editor.context.close()
    assert NEW_LEAD not in public_text(product, "/bg/politiki/zeleni-ploshti/")

    secretary = signed_in(browser, product, "secretary")
    expect(secretary.get_by_text("Чака Ви").first).to_be_visible()
    edit(secretary, product, policy)
    approve(secretary)
    secretary.context.close()


def the_change_is_public(page: Page, product: Product) -> None:
    wait_for(
        lambda: NEW_LEAD in public_text(product, "/bg/politiki/zeleni-ploshti/"),
        seconds=20,
        what=lambda: "the approved change is not on the page",
    )
    assert json_of(product, f"/api/v3/pages/{policy_id(product)}/")["lead"] == NEW_LEAD
    found_by_search(page, product, "чешма", "чешмите")
    wait_for(
        lambda: (
            "чешмите"
            in json.dumps(
                json_of(product, f"/api/v3/search/?q={quote('чешма')}"), ensure_ascii=False
            )
        ),
        seconds=20,
        what=lambda: "the search API does not have the change",
    )


def policy_id(product: Product) -> int:
    found = json_of(product, "/api/v3/policies/?locale=bg&limit=50")["items"]
    return next(item["id"] for item in found if item["url"].endswith("/zeleni-ploshti/"))


def public_text(product: Product, path: str) -> str:
    with urllib.request.urlopen(f"{product.url}{path}", timeout=20) as response:
        return str(response.read().decode())


def json_of(product: Product, path: str) -> dict:
    return dict(json.loads(public_text(product, path)))
