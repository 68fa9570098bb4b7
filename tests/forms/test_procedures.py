"""Terms of the law as data: the lawyer changes them in the CMS, and they bind at once."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client

from forms.enums import ConsultationKind
from forms.procedures import FIRST_VALUES, ProcedureType, make_missing_procedures, procedure_for
from tests.factories import ConsultationPageFactory, UserFactory
from zaedno.core.days import today
from zaedno.users.roles import set_up_roles

ADDRESS = "/cms/snippets/consultations/proceduretype/"
VALUES = {"shortest_term": "45", "unit": "days", "shortened_days": "20", "law": "ЗНА, чл. 26"}


@pytest.fixture
def ordinance(db: None) -> ProcedureType:
    """The row of draft normative acts."""
    return ProcedureType.objects.get(kind=ConsultationKind.NORMATIVE_ACT)


@pytest.fixture
def login(db: None) -> Callable[[str], Client]:
    """The browser of somebody of a role."""
    set_up_roles()

    def browser(role: str) -> Client:
        client = Client()
        client.force_login(UserFactory(role=role))
        return client

    return browser


def draft(site_tree: SimpleNamespace, days: int, **fields: str) -> None:
    """Write down a consultation on an ordinance, open for some days."""
    opens = today()
    ConsultationPageFactory(
        parent=site_tree.consultations,
        kind=ConsultationKind.NORMATIVE_ACT,
        opens=opens,
        closes=opens + timedelta(days=days),
        **fields,
    ).full_clean()


def test_a_new_installation_has_a_row_for_each_kind(db: None) -> None:
    found = {row.kind: row for row in ProcedureType.objects.all()}
    assert set(found) == set(ConsultationKind.values)
    for kind, values in FIRST_VALUES.items():
        assert {name: getattr(found[kind], name) for name in values} == values


def test_a_migration_leaves_what_the_lawyer_wrote(ordinance: ProcedureType) -> None:
    ordinance.shortest_term = 60
    ordinance.save()
    ProcedureType.objects.filter(kind=ConsultationKind.OTHER).delete()
    make_missing_procedures(apps, "default")
    ordinance.refresh_from_db()
    assert ordinance.shortest_term == 60
    assert ProcedureType.objects.count() == len(ConsultationKind)


def test_a_kind_without_a_row_has_no_term(db: None) -> None:
    ProcedureType.objects.all().delete()
    procedure = procedure_for(ConsultationKind.BUDGET)
    assert procedure.facts() == []


def test_a_changed_term_binds_the_next_consultation(
    site_tree: SimpleNamespace, ordinance: ProcedureType
) -> None:
    draft(site_tree, 30)
    ordinance.shortest_term, ordinance.law = 45, "Нов закон, чл. 1"
    ordinance.save()
    with pytest.raises(ValidationError, match="Нов закон"):
        draft(site_tree, 44)
    draft(site_tree, 45)


def test_reasons_shorten_a_term_only_where_the_law_says_so(
    site_tree: SimpleNamespace, ordinance: ProcedureType
) -> None:
    draft(site_tree, 14, shortened_because="Бедствие.")
    ordinance.shortened_days = None
    ordinance.save()
    with pytest.raises(ValidationError):
        draft(site_tree, 29, shortened_because="Бедствие.")


def test_the_page_tells_the_term_and_its_law_as_they_are_now(
    client: Client, site_tree: SimpleNamespace, ordinance: ProcedureType
) -> None:
    page = site_tree.consultation
    page.kind = ConsultationKind.NORMATIVE_ACT
    page.save()
    html = client.get(page.get_url()).content.decode()
    assert "30 дни" in html
    assert "ЗНА, чл. 26, ал. 2–4" in html
    ordinance.shortest_term = 45
    ordinance.save()
    assert "45 дни" in client.get(page.get_url()).content.decode()


def test_a_kind_without_a_term_says_nothing_of_one(
    client: Client, site_tree: SimpleNamespace
) -> None:
    html = client.get(site_tree.consultation.get_url()).content.decode()
    assert "Най-кратък срок по закон" not in html


def test_an_exception_is_not_longer_than_the_rule(ordinance: ProcedureType) -> None:
    ordinance.shortened_days = 31
    with pytest.raises(ValidationError) as error:
        ordinance.full_clean()
    assert "shortened_days" in error.value.message_dict


@pytest.mark.parametrize(
    ("role", "may"), [("legal", True), ("administrator", True), ("editor", False)]
)
def test_the_lawyer_changes_the_terms(
    login: Callable[[str], Client], ordinance: ProcedureType, role: str, may: bool
) -> None:
    client = login(role)
    assert (client.get(ADDRESS).status_code == 200) is may
    client.post(f"{ADDRESS}edit/{ordinance.pk}/", VALUES)
    ordinance.refresh_from_db()
    assert (ordinance.shortest_term == 45) is may


def test_no_row_is_added_or_deleted(
    login: Callable[[str], Client], ordinance: ProcedureType
) -> None:
    client = login("administrator")
    client.post(f"{ADDRESS}add/", {**VALUES, "kind": "other"})
    client.post(f"{ADDRESS}delete/{ordinance.pk}/")
    assert ProcedureType.objects.count() == len(ConsultationKind)
