"""A citizen looks for things, is helped when nothing is there, and hears of it when there is.

Told by a citizen, an editor and the secretary on the product as `make run` starts it, with a real
Elasticsearch: with a mouse, with a keyboard alone, and by a citizen whose browser runs no script.
"""

import re
import urllib.request
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.hands import Hand, Keyboard, Mouse
from tests.browser.product import Product, wait_for
from tests.browser.staff import (
    approve,
    edit,
    signed_in,
    submit_for_approval,
    wait_until_edits_are_watched,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.elasticsearch,
    pytest.mark.xdist_group("product"),
]

SAVE = "Пишете ми, когато има нещо ново за това търсене"


@dataclass(frozen=True)
class Story:
    """Who tells it, how, and what is not there at first.

    Attributes:
        hand: how everybody in it uses a page.
        scripts: whether the citizen's browser runs scripts.
        missing: a word that stands nowhere yet; tells one story from another.
        other_form: another form of it.
    """

    product: Product
    browser: Browser
    hand: Hand
    scripts: bool
    missing: str
    other_form: str

    @property
    def person(self) -> str:
        """The address of the citizen."""
        return f"stefan-{type(self.hand).__name__.lower()}-{self.scripts:d}@example.org"

    @property
    def news(self) -> str:
        """What an editor publishes at last."""
        return f"{self.other_form.capitalize()} в музея вече се виждат"

    def staff(self, role: str) -> Page:
        """A page of the CMS."""
        return signed_in(self.browser, self.product, role)


@pytest.fixture(scope="module", autouse=True)
def all_that_the_demo_brought_is_found(product: Product) -> None:
    """The queue has done what the demo content gave it: a number of results stays as it is."""
    product.manage("db_worker", "--batch")
    product.manage("search_repair")


@pytest.fixture(
    params=[
        (Mouse(), True, "мозайка", "мозайките"),
        (Keyboard(), True, "ракета", "ракетите"),
        (Mouse(), False, "скелет", "скелетите"),
    ],
    ids=["by mouse", "by keyboard", "without scripts"],
)
def story(request: pytest.FixtureRequest, product: Product, browser: Browser) -> Story:
    """One way to tell it."""
    return Story(product, browser, *request.param)


def test_a_citizen_finds_what_is_there_and_hears_of_what_is_not_yet(story: Story) -> None:
    context = story.browser.new_context(locale="bg-BG", java_script_enabled=story.scripts)
    page = context.new_page()
    searches_by_another_form_of_a_word(story, page)
    narrows_the_results_and_lets_go(story, page)
    finds_a_phrase(story, page)
    mistypes_and_is_corrected(story, page)
    if story.scripts:
        closes_suggestions_and_opens_them_again(page)
        chooses_a_suggestion_by_keys(page)
        reads_suggestions_in_a_small_window(page)
    finds_nothing_and_is_helped(story, page)
    saves_the_search_and_confirms_it(story, page)
    an_editor_publishes_something_fitting(story)
    is_told_once_and_reads_it(story, page)
    ends_it_with_one_click(story, page)
    context.close()


def searches_by_another_form_of_a_word(story: Story, page: Page) -> None:
    page.goto(f"{story.product.url}/bg/")
    ask(story, page, "отпадъкът")
    until_found(page, "Започна консултацията за отпадъците")
    expect(page.locator(".result mark").first).to_have_text(re.compile("отпадъ", re.IGNORECASE))
    passage = page.locator(".result__text", has=page.locator("mark")).first
    expect(passage).to_contain_text(re.compile("отпадъ", re.IGNORECASE))
    expect(page.locator(".result__about", has_text="Новини").first).to_be_visible()


def narrows_the_results_and_lets_go(story: Story, page: Page) -> None:
    before = page.locator(".found").inner_text()
    news = page.locator(".facets__link", has_text=re.compile(r"^\s*Новина\s"))
    number = int(news.locator(".facets__count").inner_text())
    story.hand.press(news)
    expect(page).to_have_url(re.compile("kind=news.newspage"))
    expect(page.locator(".found")).to_contain_text(re.compile(rf"^{number}\b"))
    chip = page.locator(".chips__link", has_text="Вид: Новина")
    story.hand.press(chip)
    expect(page).not_to_have_url(re.compile("kind="))
    expect(page.locator(".found")).to_have_text(before)


def finds_a_phrase(story: Story, page: Page) -> None:
    ask(story, page, "„бюджетът на една страница“")
    expect(results(page)).to_have_count(1)
    expect(results(page).first).to_have_text("Бюджетът на една страница")


def mistypes_and_is_corrected(story: Story, page: Page) -> None:
    ask(story, page, "доборволци")
    expect(page.locator("main strong", has_text="доброволци").first).to_be_visible()
    found = page.get_by_role("heading", name="Доброволци почистиха брега на Осъм", exact=True)
    expect(found).to_be_visible()


def closes_suggestions_and_opens_them_again(page: Page) -> None:
    box = search_box(page)
    status = page.locator(".search-box__combo [role=status]").first
    box.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("младежкият цен")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(status).to_contain_text("Подсказки")
    for _ in range(2):
        page.keyboard.press("Escape")
        expect(box).to_have_attribute("aria-expanded", "false")
        expect(box).to_have_value("младежкият цен")
        expect(status).to_have_text("")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(status).to_contain_text("Подсказки")


def chooses_a_suggestion_by_keys(page: Page) -> None:
    box = search_box(page)
    box.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("младежкият цен")
    expect(box).to_have_attribute("aria-expanded", "true")
    option = page.get_by_role("option", name=re.compile("Младежкият център отвори врати"))
    expect(option).to_be_visible()
    for _ in range(8):
        if option.get_attribute("aria-selected") == "true":
            break
        page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Младежкият център отвори врати")
    page.go_back()


def reads_suggestions_in_a_small_window(page: Page) -> None:
    """As on a telephone, or with letters four times as large."""
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 256})
    box = search_box(page)
    box.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("общин")
    expect(box).to_have_attribute("aria-expanded", "true")
    last = page.get_by_role("option").last
    page.keyboard.press("ArrowUp")
    expect(last).to_have_attribute("aria-selected", "true")
    expect(last).to_be_in_viewport()
    # Both measured at one moment: the list may still be scrolling.
    between = last.evaluate(
        """option => {
            const [name, kind] = [...option.children].map((each) => each.getBoundingClientRect());
            return kind.top - name.bottom;
        }"""
    )
    assert between >= -1, "the kind stands under the title"
    page.keyboard.press("Escape")
    page.set_viewport_size(before or {"width": 1280, "height": 720})


def finds_nothing_and_is_helped(story: Story, page: Page) -> None:
    ask(story, page, story.missing)
    expect(page.get_by_role("heading", name="Няма намерени резултати")).to_be_visible()
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="Консултации", exact=True)).to_be_visible()
    expect(main.get_by_role("link", name=re.compile("English"))).to_be_visible()


def saves_the_search_and_confirms_it(story: Story, page: Page) -> None:
    story.hand.press(page.get_by_role("link", name=SAVE))
    expect(page.get_by_role("main")).to_contain_text(f"„{story.missing}“")
    story.hand.type(page.locator("main [name=email]"), story.person)
    story.hand.press(page.locator("main .form__actions button"))
    expect(page).to_have_url(re.compile("/follow/sent/"))
    page.goto(story.product.link_in_mail_to(story.person, "/follow/confirm/"))
    story.hand.press(page.locator("main form button"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Благодарим Ви, записахме Ви")


def an_editor_publishes_something_fitting(story: Story) -> None:
    editor = story.staff("editor")
    product = story.product
    parent = page_at(editor, product, "/bg/novini/")
    editor.goto(f"{product.url}/cms/pages/add/news/newspage/{parent}/")
    wait_until_edits_are_watched(editor)
    editor.locator("[name='lead']").fill("Отворено е всеки ден до 17 часа.")
    editor.locator("[name='title']").fill(story.news)
    editor.locator("[name='title']").press("Tab")
    expect(editor).to_have_url(re.compile("/edit/"), timeout=15_000)
    number = re.search(r"/pages/(\d+)/edit/", editor.url)
    assert number
    submit_for_approval(editor)
    expect(editor.get_by_text("изпратена за одобрение").first).to_be_visible()
    editor.context.close()
    secretary = story.staff("secretary")
    edit(secretary, product, int(number[1]))
    approve(secretary)
    secretary.context.close()


def is_told_once_and_reads_it(story: Story, page: Page) -> None:
    def told() -> list[EmailMessage]:
        # The scheduler asks every ten minutes; here it is asked to look now.
        story.product.manage("scheduler", "--once")
        return alerts_to(story)

    (mail,) = wait_for(told, seconds=180, what=lambda: f"no mail on {story.missing}")
    link = next(link for link in links_in(mail) if "/novini/" in link)
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(story.news)
    page.goto(f"{story.product.url}/bg/search/?q={quote(story.missing)}")
    until_found(page, story.news)
    story.product.manage("scheduler", "--once")
    assert len(alerts_to(story)) == 1


def ends_it_with_one_click(story: Story, page: Page) -> None:
    (mail,) = alerts_to(story)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    # What a mail program sends when its own button is pressed (RFC 8058).
    address = str(mail["List-Unsubscribe"]).strip().strip("<>")
    asked = urllib.request.Request(address, data=b"List-Unsubscribe=One-Click", method="POST")
    with urllib.request.urlopen(asked, timeout=20) as answer:
        assert answer.status == 200
    page.goto(next(link for link in links_in(mail) if "/follow/mine/" in link))
    expect(page.get_by_role("main")).to_contain_text("Не следите нищо")


def ask(story: Story, page: Page, words: str) -> None:
    """Search by the box of the page, in the header or above the results."""
    box = search_box(page)
    story.hand.type(box, words)
    story.hand.press(page.locator("form[role=search] button").first)
    expect(page).to_have_url(
        re.compile(f"q={re.escape(quote(words, safe='')).replace('%20', '.')}")
    )


def until_found(page: Page, title: str) -> None:
    """Look again until the worker has told the index."""

    def found() -> bool:
        page.reload()
        return title in results(page).all_inner_texts()

    wait_for(found, seconds=120, what=lambda: page.get_by_role("main").inner_text())


def search_box(page: Page) -> Locator:
    """The first search field of the page."""
    return page.locator("form[role=search] input[name=q]").first


def results(page: Page) -> Locator:
    """The titles of what was found."""
    return page.locator(".result-list .result__title")


def page_at(staff: Page, product: Product, path: str) -> int:
    """The number of the page at an address."""
    found = staff.evaluate(
        f"async () => (await (await fetch('/api/v3/by-path/?path={path}')).json()).id"
    )
    return int(found)


def alerts_to(story: Story) -> list[EmailMessage]:
    """The mails that tell of new results."""
    mails = story.product.mails_to(story.person)
    return [mail for mail in mails if story.missing in str(mail["Subject"])]


def links_in(mail: EmailMessage) -> list[str]:
    """The addresses in the plain text of a mail."""
    body = mail.get_body(("plain",))
    return re.findall(r"https?://\S+", body.get_content()) if body else []
