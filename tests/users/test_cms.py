"""The CMS as a product: Bulgarian, a front page that says what waits, a safe way in and out."""

import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from tests.factories import ConsultationPageFactory, NewsPageFactory, UserFactory
from tests.users.test_workflows import act, send
from zaedno.core.days import today
from zaedno.core.waiting import waiting_for

PASSWORD = "parola-za-testove"

# Names, file formats and technical words that are the same in Bulgarian.
LATIN_ALLOWED = {
    *("avif", "gif", "jpg", "jpeg", "png", "webp"),
    *(
        "csv",
        "doc",
        "docx",
        "json",
        "ods",
        "odt",
        "pdf",
        "pptx",
        "rtf",
        "txt",
        "xls",
        "xlsx",
        "zip",
    ),
    *("url", "seo", "html", "rss", "api", "javascript", "wagtail", "english", "localhost"),
    *("eu", "isun", "id", "ctrl", "iso"),
}


def visible_text(response):
    """What a person reads or hears on a page: text and the attributes that stand for it."""
    soup = BeautifulSoup(response.content, "html.parser")
    for hidden in soup(["script", "style", "template", "code", "kbd", "option"]):
        hidden.decompose()
    for hidden in soup.find_all(hidden=True):
        hidden.decompose()
    spoken = [
        tag[name]
        for name in ("title", "aria-label", "placeholder", "alt")
        for tag in soup.find_all(attrs={name: True})
    ]
    return " ".join([soup.get_text(" "), *spoken])


def latin_words(text):
    without_addresses = re.sub(r"\S*[@/._\d]\S*", " ", text)
    words = re.findall(r"(?<![\w-])[A-Za-z]{2,}(?![\w-])", without_addresses)
    return sorted({word for word in words if word.lower() not in LATIN_ALLOWED})


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/cms/", id="front page"),
        pytest.param("/cms/pages/{home}/", id="explorer"),
        pytest.param("/cms/pages/{standard}/edit/", id="editor of a page of text"),
        pytest.param("/cms/pages/{policy}/edit/", id="editor of a policy"),
        pytest.param("/cms/pages/{consultation}/edit/", id="editor of a consultation"),
        pytest.param("/cms/pages/{home}/add_subpage/", id="choice of a page type"),
        pytest.param("/cms/pages/{standard}/history/", id="history"),
        pytest.param("/cms/images/", id="images"),
        pytest.param("/cms/images/add/", id="image upload"),
        pytest.param("/cms/images/multiple/add/", id="upload of many images"),
        pytest.param("/cms/documents/", id="documents"),
        pytest.param("/cms/account/", id="account"),
        pytest.param("/cms/users/", id="users"),
        pytest.param("/cms/users/new/", id="a new user"),
        pytest.param("/cms/groups/", id="roles"),
        pytest.param("/cms/workflows/list/", id="workflows"),
        pytest.param("/cms/reports/workflow/", id="report on workflows"),
        pytest.param("/cms/snippets/core/unit/", id="units"),
        pytest.param("/cms/snippets/search/synonymgroup/add/", id="synonyms"),
        pytest.param("/cms/settings/core/sitesettings/", id="settings"),
        pytest.param("/cms/searchpicks/", id="recommended results"),
        pytest.param("/cms/searchpicks/add/", id="a new recommended result"),
        pytest.param("/cms/site-search/explain/?q=план", id="why a result stands so"),
        pytest.param("/cms/site-search/queries/", id="what is searched for"),
        pytest.param("/cms/site-search/never-followed/", id="what nobody follows"),
        pytest.param("/cms/site-search/suggested/", id="suggested searches"),
    ],
)
def test_the_cms_speaks_bulgarian(tree, cms, address):
    pages = {name: page.pk for name, page in vars(tree).items()}
    response = cms("administrator").get(
        address.format(**pages), follow=True, headers={"accept-language": "en"}
    )
    assert response.status_code == 200
    text = visible_text(response)
    assert re.search("[а-я]", text)
    assert latin_words(text) == []


def test_the_login_speaks_bulgarian_whatever_the_browser_prefers(client, db):
    response = client.get("/cms/login/", headers={"accept-language": "en"})
    assert '<html lang="bg"' in response.content.decode()
    assert latin_words(visible_text(response)) == []


def test_the_login_follows_the_language_chosen_on_the_public_pages(client, db):
    client.cookies["django_language"] = "en"
    assert '<html lang="en"' in client.get("/cms/login/").content.decode()


def test_a_member_of_staff_may_choose_english(cms, staff):
    UserProfile.objects.create(user=staff("editor"), preferred_language="en")
    content = cms("editor").get("/cms/").content.decode()
    assert '<html lang="en"' in content
    assert "Good day" in content


def test_an_unknown_language_in_a_cookie_is_no_language(client, db):
    client.cookies["django_language"] = "xx-evil"
    assert '<html lang="bg"' in client.get("/cms/login/").content.decode()


def test_scripts_of_the_cms_get_their_words_in_bulgarian(client, db):
    catalogue = client.get("/cms/jsi18n/").content.decode()
    assert '"Skip to main content"' not in catalogue
    assert "%(num)s \\u0433\\u0440\\u0435\\u0448\\u043a\\u0430" in catalogue  # грешка


class TestLogout:
    def test_opening_the_address_neither_ends_the_session_nor_drops_the_cookie(self, cms):
        client = cms("editor")
        response = client.get("/cms/logout/")
        assert response.status_code == 405
        assert not response.cookies
        assert client.get("/cms/").status_code == 200

    def test_the_button_ends_the_session_on_the_server(self, cms):
        client = cms("editor")
        key = client.session.session_key
        client.post("/cms/logout/")
        client.cookies["sessionid"] = key
        assert client.get("/cms/").status_code == 302


class TestLogin:
    def try_password(self, client, user, password):
        return client.post("/cms/login/", {"username": user.username, "password": password})

    def test_ten_wrong_passwords_close_the_door_for_a_while(self, staff):
        client, user = Client(), staff("editor")
        answers = [self.try_password(client, user, "grешна").status_code for _ in range(10)]
        assert answers[:9] == [200] * 9
        response = self.try_password(client, user, PASSWORD)
        assert response.status_code == 429
        assert "Твърде много опити" in response.content.decode()

    def test_others_come_in_meanwhile(self, staff):
        client = Client()
        for _ in range(10):
            self.try_password(client, staff("editor"), "грешна")
        assert self.try_password(client, staff("secretary"), PASSWORD).status_code == 302

    def test_the_right_password_opens(self, staff):
        client = Client()
        assert self.try_password(client, staff("editor"), PASSWORD).status_code == 302
        assert client.get("/cms/").status_code == 200

    def test_a_forgotten_password_is_mended_by_a_bulgarian_letter(self, staff, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        client = Client()
        client.post("/cms/password_reset/", {"email": staff("editor").email})
        letter = mail.outbox[0]
        assert re.search("[а-я]", letter.subject)
        assert latin_words(letter.body) == []
        link = re.search(r"http://[^/\s]+(/cms/password_reset/confirm/\S+)", letter.body)
        assert client.get(link[1], follow=True).status_code == 200


class TestWaiting:
    def titles(self, user):
        return [item.title for found in waiting_for(user) for item in found.items]

    def test_an_approver_sees_what_waits_for_them_and_the_author_where_it_is(self, tree, staff):
        send(tree.news_page, by=staff("editor"))
        tree.news_page.refresh_from_db()
        assert tree.news_page.draft_title in self.titles(staff("secretary"))
        assert tree.news_page.draft_title in self.titles(staff("editor"))
        assert tree.news_page.draft_title not in self.titles(staff("legal"))

    def test_ones_own_work_does_not_wait_for_oneself(self, tree, staff):
        person = UserFactory(role="secretary")
        send(tree.news_page, by=person)
        lists = {str(found.title): found.items for found in waiting_for(person)}
        assert len(lists) == 1

    def test_the_author_reads_why_a_page_was_sent_back(self, tree, staff, cms):
        state = send(tree.news_page, by=staff("editor"))
        act(cms("secretary"), state, action="reject", comment="Липсва източник.")
        assert "Липсва източник." in cms("editor").get("/cms/").content.decode()

    def test_a_consultation_that_ends_within_a_week_is_named(self, tree, staff):
        soon = ConsultationPageFactory(
            parent=tree.consultations, title="Скоро", closes=today() + timedelta(days=6)
        )
        assert soon.title in self.titles(staff("editor"))
        assert tree.consultation.title not in self.titles(staff("editor"))
        assert soon.title not in self.titles(staff("moderator"))

    def test_what_publishes_itself_is_named(self, tree, staff):
        page = tree.news_page
        page.go_live_at = timezone.now() + timedelta(days=1)
        page.save_revision().publish()
        assert page.title in self.titles(staff("communications"))
        assert page.title not in self.titles(staff("analyst"))

    def test_nothing_waiting_is_said(self, cms):
        assert "нищо не Ви чака" in cms("moderator").get("/cms/").content.decode()

    def test_the_cost_does_not_grow_with_what_waits(
        self, tree, staff, django_assert_max_num_queries
    ):
        def cost():
            cache.clear()
            user = type(staff("secretary")).objects.get(pk=staff("secretary").pk)
            with django_assert_max_num_queries(100) as queries:
                waiting_for(user)
            return len(queries)

        send(tree.news_page, by=staff("editor"))
        ConsultationPageFactory(parent=tree.consultations, closes=today() + timedelta(days=5))
        one = cost()
        for _ in range(3):
            send(NewsPageFactory(parent=tree.news), by=staff("editor"))
            ConsultationPageFactory(parent=tree.consultations, closes=today() + timedelta(days=5))
        assert cost() == one


@pytest.mark.parametrize("language", ["bg", "en"])
class TestDates:
    def test_the_calendar_writes_the_day_before_the_month(self, tree, staff, cms, language):
        UserProfile.objects.create(user=staff("editor"), preferred_language=language)
        tree.campaign.start = tree.campaign.end = date(2027, 3, 5)
        tree.campaign.save_revision()
        response = cms("editor").get(f"/cms/pages/{tree.campaign.pk}/edit/")
        field = BeautifulSoup(response.content, "html.parser").find("input", {"name": "start"})
        assert field["value"] == "05.03.2027"

    def test_what_the_calendar_writes_is_read_back(self, language):
        with translation.override(language):
            assert forms.DateField().clean("05.03.2027") == date(2027, 3, 5)
            moment = forms.DateTimeField().clean("05.03.2027 14:30")
        assert timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") == "2027-03-05 14:30"
