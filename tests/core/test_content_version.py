"""What is kept in the process never outlives a change, whoever makes it."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from zaedno.core.content_version import kept, renew
from zaedno.core.models import ContentVersion, SiteSettings
from zaedno.core.once import remembering

NEWS = "/bg/novini/"


@pytest.fixture
def shown(client: Client, site_tree):
    """The text of the page of standard text, which has been read before."""

    def read() -> str:
        return client.get(site_tree.standard.get_url()).content.decode()

    assert f'href="{NEWS}"' in read()
    return read


def test_a_new_title_is_in_the_menu_at_once(shown, site_tree):
    site_tree.news.title = "Вести от общината"
    site_tree.news.save_revision().publish()
    assert "Вести от общината" in shown()


def test_an_unpublished_page_leaves_the_menu_and_its_address_at_once(shown, site_tree, client):
    assert client.get(NEWS).status_code == 200
    site_tree.news.unpublish()
    assert f'href="{NEWS}"' not in shown()
    assert client.get(NEWS).status_code == 404


def test_a_deleted_page_leaves_the_menu_at_once(shown, site_tree):
    Page.objects.get(pk=site_tree.news.pk).delete()
    assert f'href="{NEWS}"' not in shown()


def test_a_restricted_page_leaves_the_menu_at_once(shown, site_tree):
    PageViewRestriction.objects.create(page=site_tree.news, restriction_type="login")
    assert f'href="{NEWS}"' not in shown()


def test_a_moved_page_is_found_at_its_new_address_only(client, site_tree):
    old = site_tree.project.get_url()
    assert client.get(old).status_code == 200
    site_tree.project.move(site_tree.standard, pos="last-child")
    moved = Page.objects.get(pk=site_tree.project.pk)
    assert client.get(moved.get_url()).status_code == 200
    assert client.get(old).headers["Location"] == moved.get_url()


def test_new_contacts_are_shown_at_once(shown):
    SiteSettings.objects.create(site=Site.objects.get(), phone="0650 8 31 41")
    assert "0650 8 31 41" in shown()


def test_a_change_by_another_process_is_seen(shown, site_tree):
    Page.objects.filter(pk=site_tree.news.pk).update(title="Вести")
    assert "Вести" not in shown()
    ContentVersion.objects.update(version=uuid4())
    assert "Вести" in shown()


def test_what_was_read_in_a_change_that_failed_is_forgotten(shown, site_tree):
    with transaction.atomic():
        site_tree.news.title = "Чернова"
        site_tree.news.save()
        assert "Чернова" in shown()
        transaction.set_rollback(True)
    assert "Чернова" not in shown()


def test_a_request_that_changes_something_asks_afresh(db):
    renew()
    answers = iter(["first", "second"])
    assert kept("question", lambda: next(answers)) == "first"
    assert kept("question", lambda: next(answers)) == "second"


def test_requests_that_read_share_an_answer_until_the_version_is_new(db):
    renew()
    answers = iter(["first", "second"])
    given = []
    for change in (False, False, True):
        if change:
            renew()
        with remembering():
            given.append(kept("question", lambda: next(answers)))
    assert given == ["first", "first", "second"]


def test_where_no_version_is_known_nothing_is_kept(db):
    answers = iter(["first", "second"])
    with remembering():
        assert kept("question", lambda: next(answers)) == "first"
        assert kept("question", lambda: next(answers)) == "second"
