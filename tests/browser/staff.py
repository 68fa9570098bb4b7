"""Members of staff at the CMS, each in a browser of their own."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.product import Product

# The editor notes what the form holds two seconds after it opened; edits before that count as old.
NOTE_WHEN_WATCHED = """
document.addEventListener("w-unsaved:watch-edits", () => {
  document.documentElement.dataset.editsWatched = "yes";
});
"""


def signed_in(browser: Browser, product: Product, role: str) -> Page:
    """A page of the CMS in the browser of somebody with a role."""
    login = product.logins()[role]
    context = browser.new_context(locale="bg-BG", viewport={"width": 1360, "height": 900})
    context.add_init_script(NOTE_WHEN_WATCHED)
    page = context.new_page()
    page.goto(f"{product.url}/cms/")
    page.fill("[name=username]", login["username"])
    page.fill("[name=password]", login["password"])
    page.get_by_role("button", name="Вход").click()
    expect(page).to_have_url(f"{product.url}/cms/")
    return page


def edit(page: Page, product: Product, page_id: int) -> None:
    """Open a page of the site for editing."""
    page.goto(f"{product.url}/cms/pages/{page_id}/edit/")


def wait_until_edits_are_watched(page: Page) -> None:
    """Wait until the editor sees what is typed, and saves it by itself."""
    expect(page.locator("html[data-edits-watched]")).to_have_count(1, timeout=15_000)


def submit_for_approval(page: Page) -> None:
    """Send the page on its way through the workflow."""
    _choose_action(page, "[name='action-submit']")


def approve(page: Page) -> None:
    """Approve what waits, without a note."""
    _choose_action(
        page, "[data-workflow-action-name='approve']:not([data-workflow-action-modal-url])"
    )


def send_back(page: Page, reason: str) -> None:
    """Ask the author for changes, and say which."""
    _choose_action(page, "[data-workflow-action-name='reject']")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Какво да се промени").fill(reason)
    dialog.locator("[type=submit]").click()
    page.wait_for_url("**/cms/pages/**")
    expect(dialog).to_have_count(0)


def _choose_action(page: Page, selector: str) -> None:
    """Take an action of the menu at the foot of the editor."""
    button = page.locator(selector).first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    button.click()
    page.wait_for_load_state()
