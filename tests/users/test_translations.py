"""English versions go to the public through the same eyes as everything else."""

import pytest
from django.core import mail
from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from tests.factories import PolicyAreaFactory, UserFactory
from tests.users.test_workflows import act
from zaedno.users.translations import TranslationApproval
from zaedno.users.workflows import APPROVAL, LEGAL_REVIEW


@pytest.fixture
def rules_translation(tree, locales, staff):
    """The rules page, whose English version an administrator published once."""
    return translated(tree.rules_page, locales.en, publish_by=staff("administrator"))


@pytest.fixture
def news_translation(tree, locales, staff):
    """A news page, whose English version an administrator published once."""
    return translated(tree.news_page, locales.en, publish_by=staff("administrator"))


def translated(page, locale, *, publish_by):
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    translate_title(translation, "Old words", by=publish_by)
    translation.save_target(user=publish_by, publish=True)
    translation.get_target_instance().get_latest_revision().publish()
    return translation


def translate_title(translation, words, *, by):
    """What the editor's script saves when a part is translated."""
    segment = StringSegment.objects.get(source=translation.source, context__path="title")
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        defaults={"data": words, "last_translated_by": by, "has_error": False},
    )


def english(translation):
    return Page.objects.get(
        translation_key=translation.source.object_id, locale=translation.target_locale
    ).specific


def send(client, translation):
    return client.post(f"/cms/translations/{translation.pk}/send/", follow=True)


def editor_of(client, translation):
    return client.get(f"/cms/pages/{english(translation).pk}/edit/").content.decode()


def test_an_editor_sends_a_translation_and_the_secretary_publishes_it(news_translation, staff, cms):
    translate_title(news_translation, "New words", by=staff("editor"))
    assert "Изпращане за одобрение" in editor_of(cms("editor"), news_translation)
    response = send(cms("editor"), news_translation)
    assert "изпратена за одобрение" in response.content.decode()
    page = english(news_translation)
    assert page.title == "Old words"
    assert page.draft_title == "New words"

    assert "Одобряване" in editor_of(cms("secretary"), news_translation)
    act(cms("secretary"), page.current_workflow_state)
    assert english(news_translation).title == "New words"


def test_a_live_translation_stays_as_it_is_until_it_is_approved(news_translation, staff, cms):
    translate_title(news_translation, "New words", by=staff("editor"))
    send(cms("editor"), news_translation)
    page = english(news_translation)
    assert page.live
    assert "Old words" in cms("editor").get(page.url).content.decode()


def test_a_translated_act_goes_to_the_lawyer_first(rules_translation, staff, cms):
    translate_title(rules_translation, "New words", by=staff("editor"))
    send(cms("editor"), rules_translation)
    state = english(rules_translation).current_workflow_state
    assert state.current_task_state.task.name == LEGAL_REVIEW
    act(cms("legal"), state)
    state.refresh_from_db()
    assert state.current_task_state.task.name == APPROVAL
    act(cms("secretary"), state)
    assert english(rules_translation).title == "New words"


def test_a_new_translation_can_be_sent_too(tree, locales, staff, cms):
    cms("editor").post(
        f"/cms/localize/submit/page/{tree.campaign.pk}/", {"locales": [locales.en.pk]}
    )
    translation = Translation.objects.get(source__object_id=tree.campaign.translation_key)
    translate_title(translation, "A campaign", by=staff("editor"))
    send(cms("editor"), translation)
    page = english(translation)
    assert not page.live
    act(cms("secretary"), page.current_workflow_state)
    page = english(translation)
    assert page.live
    assert page.title == "A campaign"


def test_an_untranslated_part_is_counted_for_the_editor(rules_translation, staff, cms):
    approval = TranslationApproval(rules_translation, english(rules_translation), staff("editor"))
    assert approval.untranslated > 0
    assert "без превод" in editor_of(cms("editor"), rules_translation)


def test_the_editor_reads_why_a_translation_came_back_and_sends_it_again(
    news_translation, staff, cms
):
    translate_title(news_translation, "New words", by=staff("editor"))
    send(cms("editor"), news_translation)
    state = english(news_translation).current_workflow_state
    act(cms("secretary"), state, action="reject", comment="Няма член.")
    assert "Няма член." in editor_of(cms("editor"), news_translation)

    translate_title(news_translation, "The new words", by=staff("editor"))
    send(cms("editor"), news_translation)
    state.refresh_from_db()
    assert state.status == "in_progress"
    act(cms("secretary"), state)
    assert english(news_translation).title == "The new words"


def test_an_editor_takes_a_translation_back(news_translation, staff, cms):
    send(cms("editor"), news_translation)
    cms("editor").post(f"/cms/translations/{news_translation.pk}/withdraw/")
    assert english(news_translation).current_workflow_state is None


def test_nobody_else_takes_it_back(news_translation, staff, cms):
    send(cms("editor"), news_translation)
    cms(UserFactory(role="editor")).post(f"/cms/translations/{news_translation.pk}/withdraw/")
    assert english(news_translation).current_workflow_state is not None


def test_what_is_on_its_way_is_not_sent_twice(news_translation, staff, cms):
    send(cms("editor"), news_translation)
    assert "Изпращане за одобрение" not in editor_of(cms("editor"), news_translation)
    before = english(news_translation).revisions.count()
    send(cms("editor"), news_translation)
    assert english(news_translation).revisions.count() == before


@pytest.mark.parametrize("role", ["moderator", "analyst", "communications"])
def test_who_does_not_write_on_a_page_does_not_send_its_translation(rules_translation, cms, role):
    send(cms(role), rules_translation)
    assert english(rules_translation).current_workflow_state is None


class TestFourEyes:
    @pytest.fixture
    def both_hats(self, tree):
        """Somebody who writes and approves: editor and secretary in one."""
        person = UserFactory(role="editor")
        person.groups.add(*UserFactory(role="secretary").groups.all())
        return person

    def test_whoever_sent_a_translation_does_not_approve_it(
        self, news_translation, staff, cms, both_hats
    ):
        translate_title(news_translation, "New words", by=staff("editor"))
        send(cms(both_hats), news_translation)
        assert "Не можете да одобрите" in editor_of(cms(both_hats), news_translation)
        act(cms(both_hats), english(news_translation).current_workflow_state)
        assert english(news_translation).title == "Old words"

    def test_whoever_translated_a_part_does_not_approve_the_whole(
        self, news_translation, staff, cms, both_hats
    ):
        translate_title(news_translation, "New words", by=both_hats)
        send(cms("editor"), news_translation)
        act(cms(both_hats), english(news_translation).current_workflow_state)
        assert english(news_translation).title == "Old words"
        act(cms("secretary"), english(news_translation).current_workflow_state)
        assert english(news_translation).title == "New words"

    def test_words_that_are_public_already_bind_nobody(
        self, news_translation, staff, cms, both_hats
    ):
        translate_title(news_translation, "New words", by=both_hats)
        send(cms("editor"), news_translation)
        act(cms("secretary"), english(news_translation).current_workflow_state)
        translate_title(news_translation, "Newest words", by=staff("editor"))
        send(cms("editor"), news_translation)
        act(cms(both_hats), english(news_translation).current_workflow_state)
        assert english(news_translation).title == "Newest words"

    def test_words_written_after_the_version_was_sent_are_not_in_it(
        self, news_translation, staff, cms, both_hats
    ):
        translate_title(news_translation, "New words", by=staff("editor"))
        send(cms("editor"), news_translation)
        translate_title(news_translation, "Later words", by=both_hats)
        act(cms(both_hats), english(news_translation).current_workflow_state)
        assert english(news_translation).title == "New words"


class TestNoWayAround:
    def test_an_editor_cannot_publish_while_taking_over_changes(self, news_translation, staff, cms):
        translate_title(news_translation, "New words", by=staff("editor"))
        address = f"/cms/localize/update/{news_translation.source_id}/"
        cms("editor").post(address, {"publish_translations": "on"})
        assert english(news_translation).title == "Old words"
        assert "Публикуване веднага" not in cms("editor").get(address).content.decode()

    def test_an_administrator_can(
        self, news_translation, staff, cms, django_capture_on_commit_callbacks
    ):
        translate_title(news_translation, "New words", by=staff("editor"))
        address = f"/cms/localize/update/{news_translation.source_id}/"
        with django_capture_on_commit_callbacks(execute=True):
            cms("administrator").post(address, {"publish_translations": "on"})
        assert english(news_translation).title == "New words"

    def test_an_editor_cannot_put_the_original_in_the_place_of_a_translation(
        self, news_translation, cms
    ):
        page = english(news_translation)
        address = f"/cms/localize/page/{page.pk}/convert_to_alias/"
        cms("editor").post(address)
        assert english(news_translation).alias_of_id is None
        cms("administrator").post(address)
        assert english(news_translation).alias_of_id is not None

    def test_snippets_have_no_approval(self, tree, locales, staff, cms):
        area = PolicyAreaFactory(name="Култура")
        cms("editor").post(
            f"/cms/localize/submit/snippet/core/policyarea/{area.pk}/",
            {"locales": [locales.en.pk]},
        )
        copy = area.get_translation(locales.en)
        response = cms("editor").get(f"/cms/snippets/core/policyarea/edit/{copy.pk}/")
        assert response.status_code == 200
        assert "zaedno-approval" not in response.content.decode()


def test_the_author_is_told_of_the_reason_by_mail(
    news_translation, staff, cms, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send(cms("editor"), news_translation)
    state = english(news_translation).current_workflow_state
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        act(cms("secretary"), state, action="reject", comment="Няма член.")
    told = [message for message in mail.outbox if staff("editor").email in message.to]
    assert any("Няма член." in message.body for message in told)
