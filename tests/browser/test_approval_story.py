"""A normative act from the editor's first draft to the public, past the lawyer and the secretary.

One story in real browsers: sent back with a reason, mended, sent again, agreed; the secretary
corrects the text and so leaves the approval to somebody else, and the lawyer agrees anew.
"""

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.product import Product, wait_for
from tests.browser.staff import (
    approve,
    edit,
    send_back,
    signed_in,
    submit_for_approval,
    wait_until_edits_are_watched,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.elasticsearch,
    pytest.mark.xdist_group("product"),
]

TITLE = "Правила за чешмите"
ADDRESS = "/bg/pravila/pravila-za-cheshmite/"
REASON = "Посочете решението, с което се приемат правилата."
DECISION = "Решение № 12 на Общинския съвет"
ARTICLE = "Общината проверява чешмите всяка пролет."
CORRECTED = "Кой се грижи за чешмите и кога."
WAITING = "Чакат Вашето одобрение"
OWN_CHANGE = "Не можете да одобрите тази страница"


def test_an_act_reaches_the_public_only_past_a_lawyer_and_a_second_pair_of_eyes(
    product: Product, browser: Browser
) -> None:
    # The editor's scripts hear only of the window in front: the others are opened after it.
    editor = signed_in(browser, product, "editor")
    act = the_editor_writes_it_and_sends_it(editor, product)
    legal, secretary, admin = (
        signed_in(browser, product, role) for role in ("legal", "secretary", "admin")
    )
    the_lawyer_sends_it_back_with_a_reason(legal, product, act)
    the_editor_reads_the_reason_mends_it_and_sends_it_again(editor, product, act)
    the_lawyer_agrees(legal, product, act)
    the_secretary_corrects_it_and_may_not_approve_it_then(secretary, product, act)
    assert not is_public(product)
    somebody_else_approves_it(admin, product, act)
    assert not is_public(product)
    the_lawyer_agrees_to_the_corrected_words(legal, product, act)
    for page in (editor, legal, secretary, admin):
        page.context.close()


def the_editor_writes_it_and_sends_it(editor: Page, product: Product) -> int:
    editor.goto(f"{product.url}/cms/pages/add/legal_text/rulespage/{rules_list(editor, product)}/")
    wait_until_edits_are_watched(editor)
    write_an_article(editor)
    editor.locator("[name='lead']").fill("Кой се грижи за чешмите.")
    editor.locator("[name='title']").fill(TITLE)
    # Leaving the title gives the page its address.
    editor.locator("[name='title']").press("Tab")
    # The editor saves drafts by itself; a button pressed in the middle of that is lost.
    expect(editor).to_have_url(re.compile("/edit/"), timeout=15_000)
    submit_for_approval(editor)
    expect(editor.get_by_text("изпратена за одобрение").first).to_be_visible()
    assert not is_public(product)
    link = editor.locator("a[href*='/edit/']", has_text=re.compile(TITLE)).first
    found = re.search(r"/pages/(\d+)/edit/", link.get_attribute("href") or "")
    assert found
    return int(found[1])


def write_an_article(editor: Page) -> None:
    editor.locator("[id$='-text-section'] .c-sf-add-button").first.click()
    editor.get_by_role("option", name="Член").click()
    editor.locator("[name='text-0-value-number']").fill("1")
    text = editor.locator("[id$='-text-section'] .public-DraftEditor-content")
    text.click()
    expect(text).to_be_focused()
    text.press_sequentially(ARTICLE)
    # The editor copies what is typed into the form a moment later.
    expect(editor.locator("[name='text-0-value-text']")).to_have_value(re.compile(ARTICLE))


def the_lawyer_sends_it_back_with_a_reason(legal: Page, product: Product, act: int) -> None:
    waits(legal, product, WAITING)
    edit(legal, product, act)
    expect(legal.get_by_text(OWN_CHANGE)).to_have_count(0)
    send_back(legal, REASON)


def the_editor_reads_the_reason_mends_it_and_sends_it_again(
    editor: Page, product: Product, act: int
) -> None:
    waits(editor, product, REASON)
    address = product.logins()["editor"]["username"] + "@example.org"
    wait_for(
        lambda: any(REASON in text_of(mail) for mail in product.mails_to(address)),
        seconds=20,
        what=lambda: f"no mail with the reason to {address}",
    )
    edit(editor, product, act)
    editor.locator("[name='decision']").fill(DECISION)
    submit_for_approval(editor)
    expect(editor.get_by_text("изпратена за одобрение").first).to_be_visible()


def the_lawyer_agrees(legal: Page, product: Product, act: int) -> None:
    waits(legal, product, WAITING)
    edit(legal, product, act)
    expect(legal.locator("[name='decision']")).to_have_value(DECISION)
    approve(legal)
    assert not is_public(product)


def the_secretary_corrects_it_and_may_not_approve_it_then(
    secretary: Page, product: Product, act: int
) -> None:
    waits(secretary, product, WAITING)
    edit(secretary, product, act)
    secretary.locator("[name='lead']").fill(CORRECTED)
    approve(secretary)
    expect(secretary.get_by_text("Поправките Ви са запазени")).to_be_visible()
    expect(secretary.get_by_text(OWN_CHANGE)).to_be_visible()
    expect(secretary.locator("[name='lead']")).to_have_value(CORRECTED)
    expect(secretary.locator("[data-workflow-action-name='approve']")).to_have_count(0)


def somebody_else_approves_it(admin: Page, product: Product, act: int) -> None:
    edit(admin, product, act)
    approve(admin)


def the_lawyer_agrees_to_the_corrected_words(legal: Page, product: Product, act: int) -> None:
    """Whoever agreed before the correction has not agreed to what is to be published."""
    waits(legal, product, WAITING)
    edit(legal, product, act)
    expect(legal.locator("[name='lead']")).to_have_value(CORRECTED)
    approve(legal)
    wait_for(lambda: is_public(product), seconds=20, what=lambda: "the approved act is not public")


def rules_list(page: Page, product: Product) -> int:
    """The number of the Bulgarian list of rules, as the CMS names it."""
    page.goto(f"{product.url}/cms/pages/")
    found = page.evaluate(
        "async () => (await (await fetch('/api/v3/by-path/?path=/bg/pravila/')).json()).id"
    )
    return int(found)


def waits(page: Page, product: Product, text: str) -> None:
    """The front page of the CMS shows it under what waits."""
    page.goto(f"{product.url}/cms/")
    panel = page.locator(".zaedno-waiting")
    expect(panel.get_by_text(text).first).to_be_visible()
    expect(panel.get_by_role("link", name=re.compile(TITLE)).first).to_be_visible()


def is_public(product: Product) -> bool:
    try:
        with urllib.request.urlopen(f"{product.url}{ADDRESS}", timeout=20) as response:
            return TITLE in response.read().decode()
    except urllib.error.HTTPError as error:
        assert error.code == 404
        return False


def text_of(mail: object) -> str:
    body = mail.get_body(("plain",))  # type: ignore[attr-defined]
    return str(body.get_content()) if body else ""
