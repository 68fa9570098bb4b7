"""A comment on a draft: sent, confirmed, published, answered, removed, appealed, erased.

Told by a citizen, a moderator, an editor and an administrator on the product as `make run` starts
it; its mail goes through a real mail server. Told with a mouse, with a keyboard alone, and by
citizens whose browser runs no script.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.hands import Hand, Keyboard, Mouse
from tests.browser.product import Product, wait_for
from tests.browser.staff import signed_in
from tests.inbox import Inbox
from tests.services.ports import LOOPBACK

pytestmark = [
    pytest.mark.browser,
    pytest.mark.elasticsearch,
    pytest.mark.xdist_group("product"),
]

DRAFT = "/bg/konsultatsii/naredba-za-otpadatsite/"
NAME = "Калина Христова"
REASON = "Повторен коментар"
APPEAL = "Това е първият ми коментар. Моля, вижте отново."


@dataclass(frozen=True)
class Story:
    """Who tells it, how, and where.

    Attributes:
        hand: how everybody in it uses a page.
        scripts: whether the browsers of citizens run scripts.
        village: where the container shall stand; tells one story from another.
    """

    product: Product
    browser: Browser
    inbox: Inbox
    hand: Hand
    scripts: bool
    village: str

    @property
    def person(self) -> str:
        """The address of whoever writes the comment."""
        return f"kalina-{type(self.hand).__name__.lower()}-{self.scripts:d}@example.org"

    @property
    def words(self) -> str:
        """The comment."""
        return f"В {self.village} контейнерът за стъкло нека е до автобусната спирка."

    @property
    def answer(self) -> str:
        """What the municipality says to it."""
        return f"Приемаме: спирката в {self.village} има осветление и настилка."

    def citizen(self) -> Page:
        """A page in a new browser of a citizen."""
        return self.context().new_page()

    def context(self) -> BrowserContext:
        """A new browser of a citizen."""
        return self.browser.new_context(locale="bg-BG", java_script_enabled=self.scripts)

    def staff(self, role: str) -> Page:
        """A page of the CMS."""
        return signed_in(self.browser, self.product, role)


@pytest.fixture(scope="module")
def inbox(product: Product) -> Iterator[Inbox]:
    """A mail server; the product is started anew and sends its mail there."""
    server = Inbox()
    before = dict(product.environment)
    product.stop()
    product.environment["EMAIL_URL"] = f"smtp://{LOOPBACK}:{server.port}"
    with server.running():
        product.start()
        yield server
        product.stop()
    product.environment = before
    product.start()


@pytest.fixture(
    params=[
        (Mouse(), True, "Обнова"),
        (Keyboard(), True, "Малчика"),
        (Mouse(), False, "Трънчовица"),
    ],
    ids=["by mouse", "by keyboard", "without scripts"],
)
def story(
    request: pytest.FixtureRequest, product: Product, browser: Browser, inbox: Inbox
) -> Story:
    """One way to tell it."""
    return Story(product, browser, inbox, *request.param)


def test_a_comment_is_published_answered_removed_and_restored_and_its_author_forgotten(
    story: Story,
) -> None:
    page = story.citizen()
    sends_a_comment_and_confirms_it(story, page)
    assert not is_public(story, page)
    a_moderator_publishes_it(story)
    assert is_public(story, page)
    a_unit_answers_and_the_author_is_told(story, page)
    a_reader_finds_it_useful_and_reports_it(story)
    a_moderator_removes_it_and_its_place_says_why(story, page)
    the_author_asks_another_moderator(story, page)
    the_other_moderator_restores_it(story, page)
    the_author_sees_all_that_is_held_and_has_it_erased(story, page)


def test_a_moderator_works_through_the_queue_with_single_keys(
    product: Product, browser: Browser, page: Page, inbox: Inbox
) -> None:
    words = "Питам кога ще дойдат новите съдове в Малчика."
    fill_in(Mouse(), page, product, name="Митко", email="mitko@example.org", words=words)
    page.goto(link_in(inbox, "mitko@example.org", "/comments/confirm/"))
    moderator = signed_in(browser, product, "moderator")
    moderator.goto(f"{product.url}/cms/comments/?state=pending")
    chosen = moderator.locator("[data-comment-queue] tr", has_text=words[:30])
    for _ in range(20):
        moderator.keyboard.press("j")
        if chosen.locator(":focus").count():
            break
    moderator.keyboard.press("o")
    moderator.wait_for_url(re.compile(r"/cms/comments/\d+/$"))  # and its script
    expect(moderator.locator("[data-comment-detail]")).to_contain_text(words)
    moderator.keyboard.press("p")
    expect(moderator.get_by_text("Готово")).to_be_visible()
    moderator.context.close()
    page.goto(f"{product.url}{DRAFT}?comments=newest")
    expect(page.get_by_text(words)).to_be_visible()


def test_an_author_changes_and_withdraws_a_comment_without_scripts(
    product: Product, browser: Browser, inbox: Inbox
) -> None:
    page = browser.new_context(locale="bg-BG", java_script_enabled=False).new_page()
    words = "Предлагам съдовете да се мият два пъти през лятото."
    fill_in(Mouse(), page, product, name="Румен", email="rumen@example.org", words=words)
    expect(page).to_have_url(re.compile("/comments/sent/"))
    page.goto(link_in(inbox, "rumen@example.org", "/comments/confirm/"))
    page.locator("a[href*='/comments/author/']").click()
    page.locator("form[action$='/edit/'] textarea").fill(words + " И през есента.")
    page.locator("form[action$='/edit/'] button[type=submit]").click()
    expect(page.get_by_text("Промените са записани")).to_be_visible()
    expect(page.locator("textarea")).to_have_value(re.compile("И през есента"))
    page.locator("form[action$='/withdraw/'] button").click()
    expect(page.get_by_text("Вие оттеглихте коментара")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_writer_is_led_by_mistakes_and_can_go_on_with_another_comment(
    product: Product, browser: Browser, inbox: Inbox, scripts: bool
) -> None:
    context = browser.new_context(
        locale="bg-BG", java_script_enabled=scripts, viewport={"width": 360, "height": 780}
    )
    page = context.new_page()
    page.goto(f"{product.url}{DRAFT}")
    page.locator("#comment-form .form__actions button").click()
    expect(page.locator("[data-error-summary] a").first).to_have_attribute("href", "#id_name")
    if scripts:
        expect(page.locator("[data-error-summary]")).to_be_focused()
    number = int(scripts)
    words = f"Нека има съд за батерии до читалище номер {number}."
    fill_in(Mouse(), page, product, name="Ана", email="ana@example.org", words=words)
    page.locator("[data-write-another]").click()
    comment = page.locator("#comment-form [name=comment]")
    expect(comment).to_have_value("")
    if scripts:
        expect(page.locator("#comment-form [name=name]")).to_be_focused()
    context.close()


def sends_a_comment_and_confirms_it(story: Story, page: Page) -> None:
    fill_in(
        story.hand,
        page,
        story.product,
        name=NAME,
        email=story.person,
        words=story.words,
        initials=True,
        follow=True,
    )
    link = link_in(story.inbox, story.person, "/comments/confirm/")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("потвърден")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("вече")


def a_moderator_publishes_it(story: Story) -> None:
    moderator = story.staff("moderator")
    open_in_queue(story, moderator)
    story.hand.press(moderator.locator("form[action$='/publish/'] button"))
    expect(moderator.get_by_text("Готово")).to_be_visible()
    moderator.context.close()


def a_unit_answers_and_the_author_is_told(story: Story, page: Page) -> None:
    editor = story.staff("editor")
    editor.goto(f"{story.product.url}/cms/comment-answers/")
    story.hand.press(editor.get_by_role("link", name=re.compile(story.words[:30])).first)
    story.hand.select(editor.locator("[name=unit]"), "Отдел „Екология и чистота“")
    story.hand.select(editor.locator("[name=disposition]"), "прието")
    story.hand.type(editor.locator("[name=text]"), story.answer)
    story.hand.press(editor.get_by_role("button", name="Публикуване на отговора"))
    expect(editor.get_by_text(story.answer)).to_be_visible()
    editor.context.close()

    open_page(story, page)
    official = page.locator("article.comment--official", has_text=story.answer)
    expect(official).to_contain_text("Екология и чистота")
    expect(page.get_by_text("К. Х.").first).to_be_visible()
    expect(page.get_by_text(NAME)).to_have_count(0)
    wait_for(
        lambda: any(story.answer in text_of(mail) for mail in story.inbox.to(story.person)),
        seconds=30,
        what=lambda: "no mail with the official answer",
    )


def a_reader_finds_it_useful_and_reports_it(story: Story) -> None:
    reader = story.citizen()
    open_page(story, reader)
    comment = reader.locator("article.comment", has_text=story.words)
    before = useful_count(comment)
    story.hand.press(comment.locator("form[data-useful] button").first)
    if story.scripts:
        expect(comment.locator("[data-useful-count]").first).to_have_text(str(before + 1))
    else:
        story.hand.press(reader.get_by_role("link", name="Към коментара"))
        assert useful_count(comment) == before + 1
    open_page(story, reader)
    story.hand.press(comment.locator("a[href$='/report/']").first)
    story.hand.choose(reader.get_by_label("нещо друго"))
    story.hand.type(reader.get_by_label(re.compile("Подробности")), "Чел съм го и другаде.")
    story.hand.press(reader.locator("main form button[type=submit]"))
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Благодарим")
    reader.context.close()


def a_moderator_removes_it_and_its_place_says_why(story: Story, page: Page) -> None:
    moderator = story.staff("moderator")
    open_in_queue(story, moderator)
    story.hand.select(moderator.locator("form[action$='/remove/'] [name=template]"), REASON)
    story.hand.press(moderator.locator("form[action$='/remove/'] button"))
    expect(moderator.get_by_text("Готово")).to_be_visible()
    moderator.context.close()
    open_page(story, page)
    expect(page.get_by_text(story.words)).to_have_count(0)
    expect(page.get_by_text("Вече публикувахме същия коментар").first).to_be_visible()


def the_author_asks_another_moderator(story: Story, page: Page) -> None:
    said = "Вече публикувахме"
    page.goto(link_in(story.inbox, story.person, "/comments/author/", saying=said))
    story.hand.press(page.locator("a[href$='/appeal/']"))
    story.hand.type(page.locator("main textarea"), APPEAL)
    story.hand.press(page.locator("main form button[type=submit]"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Вашето възражение")
    expect(page.get_by_text(APPEAL)).to_be_visible()


def the_other_moderator_restores_it(story: Story, page: Page) -> None:
    first = story.staff("moderator")
    open_in_queue(story, first)
    expect(first.get_by_text(APPEAL)).to_be_visible()
    expect(first.locator("form[action*='appeal'] button")).to_have_count(0)
    first.context.close()

    other = story.staff("admin")
    open_in_queue(story, other)
    story.hand.choose(other.locator("form[action*='appeal'] [value=upheld]"))
    story.hand.press(other.locator("form[action*='appeal'] button"))
    expect(other.get_by_text("Готово")).to_be_visible()
    other.context.close()
    assert is_public(story, page)
    subjects = lambda: [str(mail["Subject"]) for mail in story.inbox.to(story.person)]  # noqa: E731
    wait_for(
        lambda: any("отново" in subject for subject in subjects()),
        seconds=30,
        what=lambda: "\n".join(subjects()),
    )


def the_author_sees_all_that_is_held_and_has_it_erased(story: Story, page: Page) -> None:
    page.goto(f"{story.product.url}/bg/my-data/")
    story.hand.type(page.locator("main [name=email]"), story.person)
    story.hand.press(page.locator("main form button[type=submit]"))
    page.goto(link_in(story.inbox, story.person, "/my-data/"))
    story.hand.press(page.locator("main button[value=show]"))
    expect(page.get_by_text(story.words).first).to_be_visible()
    with page.expect_download() as download:
        story.hand.press(page.locator("main button[value=download]"))
    held = json.loads(download.value.path().read_text())
    assert story.words in json.dumps(held, ensure_ascii=False)
    story.hand.choose(page.locator("#erase input[type=radio]").first)
    story.hand.choose(page.locator("#erase [name=sure]"))
    story.hand.press(page.locator("main button[value=erase]"))
    expect(page).to_have_url(re.compile("/my-data/erased/"))
    open_page(story, page)
    said = page.locator("article.comment", has_text=story.words).last
    expect(said).to_be_visible()
    expect(said).not_to_contain_text("К. Х.")


def fill_in(
    hand: Hand,
    page: Page,
    product: Product,
    *,
    name: str,
    email: str,
    words: str,
    initials: bool = False,
    follow: bool = False,
) -> None:
    """Write a comment on the draft and send it."""
    page.goto(f"{product.url}{DRAFT}")
    form = page.locator("#comment-form")
    hand.type(form.locator("[name=name]"), name)
    hand.type(form.locator("[name=email]"), email)
    hand.type(form.locator("[name=comment]"), words)
    hand.choose(form.locator("[name=stance][value=for]"))
    if initials:
        hand.choose(form.locator("[name=name_form][value=initials]"))
    if follow:
        hand.choose(form.locator("[name=follow]"))
    hand.press(form.locator(".form__actions button"))
    expect(page.locator("[data-comment-sent]")).to_contain_text("Изпратихме Ви писмо")


def open_in_queue(story: Story, staff: Page) -> None:
    """Open the citizen's comment in the CMS."""
    staff.goto(f"{story.product.url}/cms/comments/?q={story.village}")
    story.hand.press(staff.get_by_role("link", name=re.compile(story.words[:30])).first)


def open_page(story: Story, page: Page) -> None:
    """Open what was commented on."""
    page.goto(f"{story.product.url}{DRAFT}?comments=newest")


def is_public(story: Story, page: Page) -> bool:
    """Whether the words stand on the page."""
    open_page(story, page)
    return page.get_by_text(story.words).count() > 0


def link_in(inbox: Inbox, address: str, part: str, *, saying: str = "") -> str:
    """The newest link with a word in it that somebody received; waits for the mail."""

    def newest() -> str | None:
        for mail in reversed(inbox.to(address)):
            text = text_of(mail)
            links = [link for link in re.findall(r"https?://\S+", text) if part in link]
            if links and saying in text:
                return links[0]
        return None

    return str(wait_for(newest, seconds=30, what=lambda: f"no mail to {address} with {part}"))


def text_of(mail: EmailMessage) -> str:
    """The plain text of a mail, its lines joined."""
    body = mail.get_body(("plain",))
    return " ".join(body.get_content().split()) if body else ""


def useful_count(comment: Locator) -> int:
    """How many readers found a comment useful, as its button says."""
    return int(comment.locator("[data-useful-count]").first.inner_text())
