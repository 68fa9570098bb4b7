from collections.abc import Callable
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from search.models import SynonymGroup
from search.synonym_lists import add_missing
from search.synonyms import (
    SAME_MEANING,
    Group,
    Thesaurus,
    check_group,
    initial_groups,
    read_groups,
)


def others(thesaurus: Thesaurus, query: str, *capitals: str) -> dict[str, set[str]]:
    """Other wordings by the piece of the query that they stand for."""
    words = query.split()
    found = thesaurus.others(words, frozenset(capitals))
    return {
        " ".join(words[start:end]): {" ".join(wording.words) for wording in wordings}
        for (start, end), wordings in found.items()
    }


def test_a_list_has_a_group_on_each_line() -> None:
    text = "# бележка\n\nдюли, мушмули ,жълти плодове\nдюли => овошки, храсти\n"
    assert list(read_groups(text)) == [
        Group("дюли", ("мушмули", "жълти плодове")),
        Group("дюли", ("овошки", "храсти"), one_way=True),
    ]


def test_any_form_of_an_expression_is_known() -> None:
    thesaurus = Thesaurus([Group("домашни любимци", ("животни компаньони",))])
    found = others(thesaurus, "наредба за домашния любимец")
    assert found == {"домашния любимец": {"животни компаньони"}}


def test_function_words_of_an_expression_may_be_left_out() -> None:
    thesaurus = Thesaurus([Group("ЗМСМА", ("местно самоуправление и местна администрация",))])
    for query in ("местно самоуправление местна администрация", "местното самоуправление и местната"
                  " администрация"):  # fmt: skip
        assert list(others(thesaurus, query).values()) == [{"змсма"}]


def test_an_abbreviation_that_is_a_word_in_small_letters_is_one_only_in_capitals() -> None:
    thesaurus = Thesaurus([Group("МИГ", ("местна инициативна група",))])
    assert others(thesaurus, "само миг") == {}
    assert others(thesaurus, "стратегия миг", "миг") == {"миг": {"местна инициативна група"}}


def test_words_that_mean_more_count_less_than_the_same_name() -> None:
    thesaurus = Thesaurus([Group("НПО", ("граждански организации",), one_way=True)])
    (wording,) = thesaurus.others(["нпо"], frozenset())[0, 1]
    assert wording.weight == SAME_MEANING


def test_each_group_of_the_initial_list_can_be_kept() -> None:
    for group in initial_groups():
        check_group(group.expression, "\n".join(group.others))


def test_the_initial_list_names_nothing_twice() -> None:
    names = [(group.expression, group.one_way) for group in initial_groups()]
    assert len(names) == len(set(names)) > 600


@pytest.mark.parametrize(
    ("expression", "written", "field"),
    [
        pytest.param("дюли", "", "others", id="no other"),
        pytest.param("дюли", "Дюли", "others", id="only itself"),
        pytest.param("и", "дюли", "expression", id="a function word"),
        pytest.param("!!!", "дюли", "expression", id="no word"),
        pytest.param("дюли", "?", "others", id="no word among the others"),
        pytest.param("дюли", "а" * 130, "others", id="too long"),
        pytest.param("дюли", "\n".join(f"дума{n}" for n in range(41)), "others", id="too many"),
    ],
)
def test_a_group_that_cannot_be_found_is_refused(expression: str, written: str, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_group(expression, written)
    assert list(refused.value.message_dict) == [field]


def test_an_installation_begins_with_the_initial_list(db: None) -> None:
    SynonymGroup.objects.all().delete()
    migration = import_module("search.migrations.0004_initial_synonyms")
    # Forward, back and forward again: what is there stays.
    for _ in range(2):
        migration.add(apps, None)
        assert SynonymGroup.objects.count() == len(initial_groups())


def load(**options: object) -> str:
    out = StringIO()
    call_command("load_synonyms", stdout=out, **options)
    return out.getvalue()


def test_loading_again_adds_what_is_missing_and_leaves_the_rest(db: None) -> None:
    load()
    mine = SynonymGroup.objects.get(expression="ОУП")
    mine.others = "моето"
    mine.save()
    SynonymGroup.objects.filter(expression="ПУП").delete()
    assert load() == "1 groups of synonyms added\n"
    assert load() == "0 groups of synonyms added\n"
    mine.refresh_from_db()
    assert mine.others == "моето"


def test_a_list_of_ones_own_can_be_loaded(db: None, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("дюли, мушмули\n", encoding="utf-8")
    assert load(file=own) == "1 groups of synonyms added\n"
    with pytest.raises(CommandError):
        load(file=tmp_path / "none.txt")


def test_adding_takes_each_expression_once(db: None) -> None:
    group = Group("дюли", ("мушмули",))
    assert add_missing([group, group]) == 1


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_staff_keep_the_list_in_the_cms(
    tree: object, cms: Callable[[str], Client], role: str
) -> None:
    client = cms(role)
    address = "/cms/snippets/search/synonymgroup/"
    typed = {"expression": "дюли", "others": "мушмули\nхурми"}
    assert client.post(f"{address}add/", typed).status_code == 302
    group = SynonymGroup.objects.get(expression="дюли")
    listed = client.get(address, {"q": "дюли"}).content.decode()
    assert "мушмули, хурми" in listed
    assert "False" not in listed
    refused = client.post(f"{address}edit/{group.pk}/", typed | {"others": "дюли"})
    assert "Напишете поне една друга дума" in refused.content.decode()
    again = client.post(f"{address}add/", typed)
    assert "вече има група" in again.content.decode()
    assert client.post(f"{address}delete/{group.pk}/").status_code == 302
    assert not SynonymGroup.objects.filter(expression="дюли").exists()


def test_others_may_not_change_the_list(tree: object, cms: Callable[[str], Client]) -> None:
    cms("communications").post(
        "/cms/snippets/search/synonymgroup/add/", {"expression": "дюли", "others": "хурми"}
    )
    assert not SynonymGroup.objects.filter(expression="дюли").exists()
