"""From the list of policies to an indicator, a citizen's observation, and published progress.

One story, told in order by a citizen, a moderator and an editor on the product as `make run`
starts it.
"""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Page, expect

from tests.browser.product import Product, wait_for
from tests.browser.staff import signed_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.elasticsearch,
    pytest.mark.xdist_group("product"),
]

PERSON = "ivaylo@example.org"
SEEN = "Три вечери поред центърът беше затворен в шест часа, а на вратата пише осем."
ANSWER = "Прав сте. От понеделник центърът работи до осем."
POLICY = "mladezhka-strategia"
INDICATOR = "1.1.1"
HEADINGS = ("Политика", "Показател №", "Дата", "Стойност", "Бележка")


def test_a_promise_is_followed_watched_and_brought_up_to_date(
    product: Product, browser: Browser, page: Page, tmp_path: Path
) -> None:
    chooses_a_policy(page, product)
    indicator = reads_an_indicator(page)
    measure = sends_an_observation(page, product)
    a_moderator_publishes_it(browser, product)
    an_editor_answers_it(browser, product)
    both_stand_beside_the_official_status(page, measure)
    editor = signed_in(browser, product, "editor")
    a_file_with_faults_is_refused_by_row_and_column(editor, product, tmp_path)
    the_mended_file_is_imported(editor, product, tmp_path)
    nothing_is_public_before_it_is_approved(page, indicator)
    the_editor_publishes_the_progress(editor, product)
    the_new_value_is_on_the_page_and_in_the_file(page, indicator)
    editor.context.close()


def chooses_a_policy(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/bg/politiki/")
    everything = page.get_by_role("main").get_by_role("heading", level=2).count()
    page.get_by_text("Филтри", exact=True).click()
    page.locator("[name=area]").select_option(label="Младежта")
    page.get_by_role("button", name="Показване").click()
    expect(page).to_have_url(re.compile(r"[?&]area=\d+"))
    assert page.get_by_role("main").get_by_role("heading", level=2).count() < everything
    page.get_by_role("link", name="Стратегия за младежта").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Стратегия за младежта")
    expect(page.get_by_role("main")).to_contain_text("примерна")


def reads_an_indicator(page: Page) -> str:
    page.locator("summary", has_text="Млади хора, които идват в центъра").click()
    page.get_by_role("link", name=re.compile("За показателя.*Млади хора")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Млади хора, които идват в центъра")
    chart = page.locator("svg[role=img]").first
    expect(chart).to_be_visible()
    expect(chart.locator("title").first).to_have_text(re.compile("Млади хора"))
    expect(page.get_by_role("table").first).to_contain_text("310")
    return page.url


def sends_an_observation(page: Page, product: Product) -> str:
    page.locator(".breadcrumbs").get_by_role(
        "link", name=re.compile("Откриване на младежки център")
    ).click()
    measure = page.url
    page.get_by_role("link", name="Споделете какво виждате").click()
    page.get_by_role("button", name="Изпратете наблюдението").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("спазено отчасти").check()
    page.get_by_label("Какво видяхте?").fill(SEEN)
    page.get_by_label("Населено място").select_option(label="Левски")
    page.get_by_label("Име", exact=True).fill("Ивайло")
    page.get_by_label("Имейл").fill(PERSON)
    page.get_by_role("button", name="Изпратете наблюдението").click()
    expect(page).to_have_url(re.compile("/observe/sent/"))
    page.goto(product.link_in_mail_to(PERSON, "/observations/confirm/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("потвърдено")
    page.goto(measure)
    expect(page.get_by_text(SEEN)).to_have_count(0)
    return measure


def a_moderator_publishes_it(browser: Browser, product: Product) -> None:
    moderator = signed_in(browser, product, "moderator")
    moderator.goto(f"{product.url}/cms/policies/observations/")
    moderator.get_by_role("link", name="Ивайло", exact=True).click()
    expect(moderator.get_by_text(SEEN)).to_be_visible()
    moderator.get_by_role("button", name="Публикуване", exact=True).click()
    expect(moderator.get_by_text("Готово").first).to_be_visible()
    moderator.context.close()


def an_editor_answers_it(browser: Browser, product: Product) -> None:
    editor = signed_in(browser, product, "editor")
    editor.goto(f"{product.url}/cms/policies/observations/")
    editor.get_by_role("link", name="Ивайло", exact=True).click()
    editor.get_by_label("Отговор", exact=True).fill(ANSWER)
    editor.get_by_role("button", name="Публикуване на отговора").click()
    expect(editor.get_by_text("Готово").first).to_be_visible()
    editor.context.close()


def both_stand_beside_the_official_status(page: Page, measure: str) -> None:
    page.goto(measure)
    expect(page.get_by_text(SEEN)).to_be_visible()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(re.compile("изпълнена", re.IGNORECASE))


def a_file_with_faults_is_refused_by_row_and_column(
    editor: Page, product: Product, folder: Path
) -> None:
    today = date.today()
    faulty = workbook(
        folder / "посещения.xlsx",
        (POLICY, INDICATOR, today, "много", ""),
        (POLICY, "9.9.9", today, 12, ""),
        (POLICY, INDICATOR, date(today.year + 1, 1, 1), 333, ""),
    )
    bring_in(editor, product, faulty)
    findings = editor.locator("#findings-section table tbody tr, #findings table tbody tr")
    expect(findings).to_have_count(3)
    for row, column in (("2", "Стойност"), ("3", "Показател №"), ("4", "Дата")):
        found = findings.filter(has=editor.get_by_role("cell", name=row, exact=True))
        expect(found).to_contain_text(column)
    expect(editor.get_by_role("button", name="Внесете")).to_have_count(0)


def the_mended_file_is_imported(editor: Page, product: Product, folder: Path) -> None:
    mended = workbook(
        folder / "посещения.xlsx", (POLICY, INDICATOR, date.today(), 333, "Открити вечери")
    )
    bring_in(editor, product, mended)
    editor.get_by_role("button", name="Внесете").click()
    expect(editor.get_by_text("Файлът е внесен.").first).to_be_visible()


def nothing_is_public_before_it_is_approved(page: Page, indicator: str) -> None:
    page.goto(indicator)
    expect(page.get_by_role("table").first).not_to_contain_text("333")


def the_editor_publishes_the_progress(editor: Page, product: Product) -> None:
    editor.goto(f"{product.url}/cms/policies/waiting/")
    row = editor.get_by_role("row").filter(has_text="333")
    row.get_by_role("checkbox").check()
    editor.locator("button[name=action][value=publish]").click()
    expect(editor.get_by_role("row").filter(has_text="333")).to_have_count(0)


def the_new_value_is_on_the_page_and_in_the_file(page: Page, indicator: str) -> None:
    def shown() -> bool:
        page.goto(indicator)
        return "333" in page.get_by_role("table").first.inner_text()

    wait_for(shown, seconds=10, what=lambda: page.get_by_role("main").inner_text())
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("CSV")).first.click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {"date": date.today().isoformat(), "value": "333"}.items() <= rows[-1].items()


def workbook(path: Path, *rows: tuple) -> Path:
    """A file of measurements as a clerk makes it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS, *rows):
        sheet.append(row)
    book.save(path)
    return path


def bring_in(editor: Page, product: Product, file: Path) -> None:
    """Have a file of measurements checked."""
    editor.goto(f"{product.url}/cms/policies/imports/")
    editor.locator("[name=kind]").first.select_option("measurements")
    editor.locator("[name=file]").set_input_files(file)
    editor.locator("[name=unit]").select_option(index=1)
    editor.locator("form[enctype] button[type=submit]").click()
    expect(editor).to_have_url(re.compile(r"/imports/\d+/"))
