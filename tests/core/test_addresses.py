"""The addresses that the contract names, for people and for machines."""

import pytest
from django.conf import settings
from wagtail.models import PageViewRestriction

from tests import factories
from zaedno import REPOSITORY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cookie", "accepted", "target"),
    [
        pytest.param("", "", "/bg/", id="Bulgarian by default"),
        pytest.param("", "en-GB,en;q=0.9", "/en/", id="the browser's language"),
        pytest.param("", "de-DE,de;q=0.9", "/bg/", id="Bulgarian for all others"),
        pytest.param("bg", "en-GB", "/bg/", id="a choice made before wins"),
        pytest.param("xx", "en-GB", "/en/", id="a cookie with nonsense does not count"),
    ],
)
def test_the_root_leads_to_the_readers_language(client, cookie, accepted, target):
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    response = client.get("/", headers={"accept-language": accepted})
    assert response.url == target
    assert "Accept-Language" in response["Vary"]


def test_robots_may_read_what_is_public_and_find_the_sitemap(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /cms/" in text
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text


def test_security_txt_names_a_contact_and_expires(client):
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert lines[0].startswith("Contact: mailto:security@")
    assert lines[1].startswith("Expires: 20")


def test_the_process_is_alive_and_ready(client):
    assert client.get("/healthz").content == b"ok\n"
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["checks"]["database"] == "ok"
    assert ready.json()["checks"]["elasticsearch"] == "not used"


def test_a_missing_elasticsearch_is_named_and_the_site_stays_ready(client, settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["checks"]["elasticsearch"] == "SearchUnavailable"


class TestSitemap:
    def test_names_public_pages_with_their_translations(self, client, site_tree, locales):
        english_home = site_tree.home.copy_for_translation(locales.en)
        english_home.save_revision().publish()
        text = client.get("/sitemap.xml").content.decode()
        assert f"{site_tree.policy.slug}/</loc>" in text
        assert 'hreflang="en"' in text
        assert "/en/</loc>" in text

    def test_leaves_out_drafts_private_pages_and_untranslated_copies(
        self, client, site_tree, locales
    ):
        draft = factories.NewsPageFactory(parent=site_tree.news, live=False)
        PageViewRestriction.objects.create(page=site_tree.policy, restriction_type="login")
        english_home = site_tree.home.copy_for_translation(locales.en)
        english_home.save_revision().publish()
        copy = site_tree.standard.copy_for_translation(locales.en, alias=True)
        text = client.get("/sitemap.xml").content.decode()
        assert draft.slug not in text
        assert site_tree.policy.slug not in text
        assert f"/en/{copy.slug}" not in text


class TestFeeds:
    @pytest.mark.parametrize("name", ["news", "consultations"])
    def test_a_feed_has_the_public_pages_of_its_language(self, client, site_tree, name):
        text = client.get(f"/feeds/bg/{name}.rss").content.decode()
        page = site_tree.news_page if name == "news" else site_tree.consultation
        assert page.title in text
        assert page.title not in client.get(f"/feeds/en/{name}.rss").content.decode()

    def test_a_feed_leaves_out_what_is_private(self, client, site_tree):
        PageViewRestriction.objects.create(page=site_tree.news, restriction_type="login")
        assert site_tree.news_page.title not in client.get("/feeds/bg/news.rss").content.decode()

    def test_there_is_no_feed_in_other_languages(self, client):
        assert client.get("/feeds/de/news.rss").status_code == 404


class TestMalformedRequests:
    @pytest.mark.parametrize(
        "address",
        [
            "/bg/search/?q=%00",
            "/api/v3/pages/?search=%00",
            "/api/v3/pages/?offset=99999999999999999999999",
            "/api/v3/pages/?locale=%00",
            "/bg/%00/",
        ],
    )
    def test_get_a_400_with_a_sentence_instead_of_an_error(self, client, site_tree, address):
        response = client.get(address)
        assert response.status_code == 400
        assert "text/html" in response["Content-Type"] or response.json()["detail"]

    @pytest.mark.parametrize("page", ["0", "999", "-1", "abc", "99999999999999999999999999"])
    def test_a_page_of_a_list_that_does_not_exist_is_a_clear_answer(self, client, site_tree, page):
        response = client.get(f"{site_tree.news.get_url()}?page={page}")
        assert response.status_code in {200, 400, 404}


def test_documents_are_not_served_past_their_permissions(client, settings):
    (settings.MEDIA_ROOT / "documents").mkdir(parents=True, exist_ok=True)
    (settings.MEDIA_ROOT / "documents" / "secret.txt").write_text("тайна")
    assert client.get("/media/documents/secret.txt").status_code == 404
    assert client.get("/media/images/../documents/secret.txt").status_code == 404


def test_the_package_folder_is_no_package():
    assert not (REPOSITORY / "site" / "__init__.py").exists()
