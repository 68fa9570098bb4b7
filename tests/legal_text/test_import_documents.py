"""Import of acts: what is made of the lines, what is done with faulty ones, what a repeat does."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from legal_text.importing import run as importing
from legal_text.importing.articles import articles_of
from legal_text.models import RulesIndexPage, RulesPage
from tests import factories

pytestmark = pytest.mark.django_db


def law(number: int = 1, **more: str) -> dict[str, str]:
    return {
        "id": f"law-{number}",
        "kind": "law",
        "lang": "bg",
        "title": f"Закон за опит, чл. {number} – Предмет",
        "body": f"Чл. {number}. (1) Първо. (2) Второ по ал. 1.",
        **more,
    }


@pytest.fixture
def rules(home: Page) -> RulesIndexPage:
    return factories.RulesIndexPageFactory(parent=home, title="Правила")


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write_lines(*lines: dict[str, Any] | bytes) -> Path:
        path = tmp_path / "acts.jsonl"
        texts = [
            line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode()
            for line in lines
        ]
        path.write_bytes(b"\n".join(texts) + b"\n")
        return path

    return write_lines


def imported(path: Path, *options: str) -> tuple[str, str]:
    """What the command says on standard output and on standard error."""
    out, err = StringIO(), StringIO()
    call_command("import_documents", str(path), *options, stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue().strip()


def articles(page: RulesPage) -> list[tuple[str, str, str]]:
    return [
        (block.value["number"], block.value["heading"], block.value["text"].source)
        for block in page.text
    ]


def test_a_law_becomes_a_published_page_of_articles(rules, write):
    said, _faults = imported(write(law(7)))

    page = RulesPage.objects.get(source_id="law-7")
    assert said == "Imported: 1 created, 0 changed, 0 unchanged, 0 faulty."
    assert page.live
    assert page.latest_revision is not None
    assert page.kind == "law"
    assert articles(page) == [("7", "Предмет", "<p>(1) Първо.</p><p>(2) Второ по ал. 1.</p>")]
    laws = page.get_parent()
    assert (laws.title, laws.slug, laws.get_parent().pk) == ("Закони", "zakoni", rules.pk)


def test_a_second_import_changes_nothing(rules, write):
    path = write(law(1), law(2))
    imported(path)

    said, _faults = imported(path)

    assert said == "Imported: 0 created, 0 changed, 2 unchanged, 0 faulty."
    assert RulesPage.objects.count() == 2
    assert all(page.revisions.count() == 1 for page in RulesPage.objects.all())


def test_a_changed_law_gets_a_new_version(rules, write):
    imported(write(law(1), law(2)))

    said, _faults = imported(write(law(1, body="Чл. 1. Ново."), law(2)))

    page = RulesPage.objects.get(source_id="law-1")
    assert said == "Imported: 0 created, 1 changed, 1 unchanged, 0 faulty."
    assert articles(page) == [("1", "Предмет", "<p>Ново.</p>")]
    assert page.revisions.count() == 2


def test_a_draft_stays_hidden_until_it_is_imported_again_to_be_published(rules, write):
    path = write(law(1))
    imported(path, "--draft")
    assert not RulesPage.objects.get().live
    assert imported(path, "--draft")[0].startswith("Imported: 0 created, 0 changed, 1 unchanged")

    imported(path)

    assert RulesPage.objects.get().live


def test_a_changed_draft_leaves_the_published_version_to_readers(rules, write):
    imported(write(law(1)))
    changed = write(law(1, body="Чл. 1. Ново."))
    imported(changed, "--draft")

    page = RulesPage.objects.get()
    assert "Първо" in articles(page)[0][2]
    assert page.has_unpublished_changes
    assert imported(changed, "--draft")[0].startswith("Imported: 0 created, 0 changed, 1 unch")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param(b"{not json", "JSON", id="no JSON"),
        pytest.param(b'["a list"]', "JSON", id="JSON of another shape"),
        pytest.param(b"\xff\xfe", "JSON", id="no UTF-8"),
        pytest.param(b"[" * 100_000, "JSON", id="nested without end"),
        pytest.param({**law(9), "body": ""}, "body", id="empty body"),
        pytest.param({**law(9), "title": 7}, "title", id="title is a number"),
        pytest.param({"id": "x"}, "kind", id="missing fields"),
        pytest.param(law(9, lang="de"), "de", id="unknown language"),
        pytest.param(law(9, body="нула \x00 знак"), "NUL", id="NUL character"),
        pytest.param(law(9, id="x" * 121), "id", id="id too long"),
        pytest.param(law(1), "law-1", id="an id that stood before"),
    ],
)
def test_a_faulty_line_is_reported_with_its_number_and_the_rest_is_imported(
    rules, write, line, reason
):
    said, faults = imported(write(law(1), line, law(3)))

    assert said == "Imported: 2 created, 0 changed, 0 unchanged, 1 faulty."
    assert faults.startswith("Line 2: ")
    assert reason in faults
    assert set(RulesPage.objects.values_list("source_id", flat=True)) == {"law-1", "law-3"}


def test_a_line_without_end_is_a_fault_and_not_read_into_memory(rules, write, monkeypatch):
    monkeypatch.setattr("legal_text.importing.lines.LONGEST_LINE", 1000)

    said, faults = imported(write(law(1), b"x" * 5000, law(3)))

    assert said == "Imported: 2 created, 0 changed, 0 unchanged, 1 faulty."
    assert "Line 2" in faults


def test_it_can_stop_at_the_first_fault_and_keeps_what_is_done(rules, write):
    path = write(law(1), b"{", law(3))

    with pytest.raises(CommandError, match="1 created"):
        imported(path, "--stop-on-error")

    assert RulesPage.objects.get().source_id == "law-1"


def test_a_killed_import_goes_on_where_it_was(rules, write, monkeypatch):
    path = write(*(law(number) for number in range(1, 7)))
    usual = importing.import_document

    def die_at_the_fifth(document, **more):
        if document.id == "law-5":
            raise KeyboardInterrupt
        return usual(document, **more)

    monkeypatch.setattr(importing, "import_document", die_at_the_fifth)
    with pytest.raises(KeyboardInterrupt):
        imported(path, "--batch-size", "2")
    assert RulesPage.objects.count() == 4
    monkeypatch.setattr(importing, "import_document", usual)

    said, _faults = imported(path, "--batch-size", "2")

    assert said == "Imported: 2 created, 0 changed, 4 unchanged, 0 faulty."


def test_markup_in_a_document_is_shown_and_not_obeyed(rules, write):
    imported(write(law(1, body="Чл. 1. <script>alert(1)</script> & <b>край</b>")))

    text = articles(RulesPage.objects.get())[0][2]

    assert text == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;край&lt;/b&gt;</p>"


def test_only_chosen_kinds_are_imported(rules, write):
    said, _faults = imported(
        write(law(1), law(2, kind="tender"), {**law(3, kind="tender"), "body": ""}),
        "--kind",
        "law",
    )

    assert said == "Imported: 1 created, 0 changed, 0 unchanged, 2 of other kinds, 0 faulty."


def test_a_kind_that_is_no_act_is_kept_among_the_rules(rules, write):
    imported(write(law(1, kind="tender")))

    assert RulesPage.objects.get().kind == "rules"


def test_english_goes_to_the_english_tree(rules, write):
    imported(write(law(1), law(2, lang="en", title="Act, art. 2", body="Text.")))

    page = RulesPage.objects.get(source_id="law-2")
    laws = page.get_parent()
    assert page.locale.language_code == "en"
    assert (laws.title, laws.slug, laws.live) == ("Laws", "laws", True)
    assert laws.specific.alias_of_id is None
    assert articles(page) == [("1", "", "<p>Text.</p>")]


@pytest.mark.parametrize("place", ["{pk}", "/bg/pravila/", "/nachalo/pravila/", "pravila-en"])
def test_the_place_can_be_named_by_number_or_address(rules, write, place):
    if place == "pravila-en":
        with pytest.raises(CommandError):
            imported(write(law(1)), "--under", place)
        return

    imported(write(law(1)), "--under", place.format(pk=rules.pk))

    assert RulesPage.objects.get().get_parent().pk == rules.pk


def test_without_rules_the_command_says_what_to_do(home, write):
    with pytest.raises(CommandError, match="--under"):
        imported(write(law(1)))


def test_a_dry_run_writes_nothing(rules, write):
    imported(write(law(1), law(2)))

    said, _faults = imported(write(law(1, body="Чл. 1. Ново."), law(2), law(3), b"{"), "--dry-run")

    assert "1 created, 1 changed, 1 unchanged, 1 faulty" in said
    assert RulesPage.objects.count() == 2


def test_a_long_title_is_shortened_and_stands_whole_in_the_introduction(rules, write):
    title = "дума " * 80
    imported(write(law(1, title=title)))

    page = RulesPage.objects.get()
    assert len(page.title) <= 255
    assert page.title.endswith("дума…")
    assert page.lead == title.strip()


def test_a_copy_of_an_act_is_not_taken_for_the_imported_one(rules, write):
    path = write(law(1))
    imported(path)
    page = RulesPage.objects.get()
    page.copy(update_attrs={"slug": "kopie", "title": "Копие"})

    said, _faults = imported(path)

    assert said == "Imported: 0 created, 0 changed, 1 unchanged, 0 faulty."


def test_a_batch_asks_for_what_is_there_once(rules, write, django_assert_max_num_queries):
    path = write(*(law(number) for number in range(1, 21)))
    imported(path)

    with django_assert_max_num_queries(12):
        imported(path)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("Чл. 5. Едно.", [("5", "<p>Едно.</p>")], id="one article"),
        pytest.param(
            "Чл. 1. Едно. Чл. 2а. (1) Две. (2) Три.",
            [("1", "<p>Едно.</p>"), ("2а", "<p>(1) Две.</p><p>(2) Три.</p>")],
            id="two articles",
        ),
        pytest.param(
            "Чл. 1. По чл. 26, ал. (2) се чака. Чл. 30 не е тук.",
            [("1", "<p>По чл. 26, ал. (2) се чака. Чл. 30 не е тук.</p>")],
            id="references are no articles",
        ),
        pytest.param("(8) Осма.", [("3", "<p>(8) Осма.</p>")], id="number from the title"),
        pytest.param(
            "Чл. 1. Едно. Чл. 1. Пак.", [("1", "<p>Едно. Чл. 1. Пак.</p>")], id="a number twice"
        ),
        pytest.param("а\n\nб", [("3", "<p>а</p><p>б</p>")], id="lines are paragraphs"),
    ],
)
def test_text_is_split_into_articles(body, expected):
    found = articles_of("x", title="Закон, чл. 3 – Предмет (част 2)", body=body)

    assert [(block["value"]["number"], block["value"]["text"]) for block in found] == expected


def test_memory_holds_one_batch_at_a_time(rules):
    taken = []

    def lines():
        for number in range(6):
            taken.append(number)
            yield number

    batches = importing.in_batches(lines(), 2)
    next(batches)

    assert taken == [0, 1]
