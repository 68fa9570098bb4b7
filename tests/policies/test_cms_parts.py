"""Writing objectives, measures and indicators: refused by field, warned about, approved."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import Revision, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from policies.models import Indicator, Measure, MilestoneReached
from policies.services.promises import approve, send_for_approval
from tests.factories import (
    MeasureFactory,
    ObjectiveFactory,
    PolicyIndicatorFactory,
    PolicyPageFactory,
    SettlementFactory,
    TargetFactory,
    UserFactory,
)
from tests.policies.making import HUGE, soup_of, text_of
from zaedno.users.enums import RoleName

PARTS = "/cms/snippets/policies"


def measure_data(plan, **changes):
    data = {
        "objective": plan.objective.pk,
        "code": "1.2",
        "title": "Спортна площадка",
        "title_en": "",
        "text": "",
        "text_en": "",
        "unit": "",
        "start": "",
        "deadline": "",
        "weight": 1,
        "milestones": inline_formset([]),
        "budget_lines": inline_formset([]),
    }
    return nested_form_data(data | changes)


def indicator_data(plan, **changes):
    data = {
        "measure": plan.measure.pk,
        "code": "1.1.2",
        "title": "Доволни посетители",
        **dict.fromkeys(("title_en", "text", "text_en", "method", "method_en"), ""),
        **dict.fromkeys(("unit_of_measure_en", "source", "source_en", "owner"), ""),
        "unit_of_measure": "%",
        "direction": "higher",
        "baseline": "",
        "baseline_on": "",
        "frequency": "yearly",
        "targets": inline_formset([]),
    }
    return nested_form_data(data | changes)


@pytest.fixture
def add_measure(plan, cms):
    """Writes a new measure as an editor."""

    def post(**changes):
        address = f"{PARTS}/measure/add/?objective={plan.objective.pk}"
        return cms("editor").post(address, measure_data(plan, **changes), follow=True)

    return post


@pytest.fixture
def add_indicator(plan, cms):
    """Writes a new indicator as an editor."""

    def post(**changes):
        address = f"{PARTS}/indicator/add/?measure={plan.measure.pk}"
        return cms("editor").post(address, indicator_data(plan, **changes), follow=True)

    return post


def errors_of(response):
    """Names of the fields that are marked, without the numbers of rows."""
    marked = soup_of(response).select(".w-field--error")
    return {mark["data-contentpath"] for mark in marked if mark.get("data-contentpath")}


OPENS = {
    "": {"editor", "legal", "secretary", "analyst", "administrator"},
    "add/?objective={objective}": {"editor", "administrator"},
    "edit/{measure}/": {"editor", "legal", "secretary", "administrator"},
    "delete/{measure}/": {"administrator"},
    "unpublish/{measure}/": {"administrator"},
    "workflow_history/{measure}/": {"editor", "legal", "secretary", "administrator"},
}


@pytest.mark.parametrize("role", RoleName.values)
def test_each_role_opens_what_it_works_with(plan, cms, role):
    names = {"objective": plan.objective.pk, "measure": plan.measure.pk}
    client = cms(role)
    opened = {
        address
        for address in OPENS
        if client.get(f"{PARTS}/measure/{address.format(**names)}").status_code == 200
    }
    assert opened == {address for address, roles in OPENS.items() if role in roles}


class TestNewParts:
    def test_a_new_measure_is_a_draft_of_its_policy(self, plan, add_measure):
        add_measure()
        measure = Measure.objects.get(code="1.2")
        assert (measure.live, measure.policy, measure.objective) == (
            *(False, plan.policy, plan.objective),
        )
        assert measure.latest_revision is not None

    def test_an_editor_cannot_publish_it_by_a_forged_button(self, plan, add_measure):
        add_measure(**{"action-publish": "1"})
        assert not Measure.objects.get(code="1.2").live

    def test_the_form_offers_the_objectives_of_the_policy_only(self, plan, cms):
        other = ObjectiveFactory(policy=PolicyPageFactory(parent=plan.policy.get_parent()))
        page = cms("editor").get(f"{PARTS}/measure/add/?objective={plan.objective.pk}")
        offered = {o["value"] for o in soup_of(page).select("select[name=objective] option")}
        assert str(plan.objective.pk) in offered
        assert str(other.pk) not in offered

    def test_a_forged_objective_of_another_policy_is_refused(self, plan, add_measure):
        other = ObjectiveFactory(policy=PolicyPageFactory(parent=plan.policy.get_parent()))
        response = add_measure(objective=other.pk)
        assert errors_of(response) == {"objective"}
        assert not Measure.objects.filter(code="1.2").exists()

    def test_an_objective_belongs_to_the_policy_in_the_first_language(self, plan, cms, locales):
        english = plan.policy.copy_for_translation(locales.en, copy_parents=True)
        page = cms("editor").get(f"{PARTS}/objective/add/?policy={english.pk}")
        offered = {o["value"] for o in soup_of(page).select("select[name=policy] option")}
        assert offered - {""} == {str(plan.policy.pk)}

    @pytest.mark.parametrize(
        "address",
        [
            *("objective/add/", "measure/add/", "indicator/add/"),
            *("measure/add/?objective=x", f"measure/add/?objective={HUGE}"),
            "measure/add/?objective=999999",
        ],
    )
    def test_without_a_parent_the_policy_is_asked_for_first(self, plan, cms, address):
        response = cms("editor").get(f"{PARTS}/{address}", follow=True)
        assert response.request["PATH_INFO"] == "/cms/policies/"
        assert "Първо изберете политиката" in text_of(response)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            pytest.param({"code": "1.1"}, "code", id="the number of another measure"),
            pytest.param({"code": "1.а"}, "code", id="a number that is none"),
            pytest.param({"code": ""}, "code", id="no number"),
            pytest.param({"title": ""}, "title", id="no title"),
            pytest.param(
                {"start": "01.05.2026", "deadline": "30.04.2026"}, "deadline", id="ends too early"
            ),
            pytest.param(
                {
                    "budget_lines": inline_formset(
                        [
                            {"year": 2026, "source": "eu", "amount": 1, "currency": "EUR"},
                            {"year": 2026, "source": "eu", "amount": 2, "currency": "EUR"},
                        ]
                    )
                },
                "year",
                id="two plans for a year and source",
            ),
            pytest.param(
                {
                    "budget_lines": inline_formset(
                        [{"year": 2026, "source": "eu", "amount": 1, "currency": "USD"}]
                    )
                },
                "currency",
                id="another currency",
            ),
            pytest.param(
                {
                    "budget_lines": inline_formset(
                        [{"year": 2026, "source": "eu", "amount": -1, "currency": "EUR"}]
                    )
                },
                "amount",
                id="a negative amount",
            ),
        ],
    )
    def test_a_measure_that_is_not_in_order_is_refused_by_field(
        self, plan, add_measure, changes, field
    ):
        response = add_measure(**changes)
        assert errors_of(response) == {field}
        assert Measure.objects.count() == 1

    def test_two_measures_of_different_policies_may_have_one_number(self, plan, add_measure):
        MeasureFactory(
            objective=ObjectiveFactory(policy=PolicyPageFactory(parent=plan.policy.get_parent())),
            code="1.2",
        )
        add_measure()
        assert Measure.objects.filter(code="1.2").count() == 2

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            pytest.param({"baseline": "140"}, "baseline", id="a baseline of 140 %"),
            pytest.param(
                {"targets": inline_formset([{"year": 2026, "value": "140"}])},
                "value",
                id="a target of 140 %",
            ),
            pytest.param(
                {"baseline": "50", "targets": inline_formset([{"year": 2026, "value": "40"}])},
                "value",
                id="a target below the baseline",
            ),
            pytest.param(
                {
                    "baseline": "50",
                    "direction": "lower",
                    "targets": inline_formset([{"year": 2026, "value": "60"}]),
                },
                "value",
                id="a target above it where less is better",
            ),
            pytest.param(
                {
                    "targets": inline_formset(
                        [{"year": 2026, "value": "1"}, {"year": 2026, "value": "2"}]
                    )
                },
                "year",
                id="two targets for a year",
            ),
        ],
    )
    def test_an_indicator_that_is_not_in_order_is_refused_by_field(
        self, plan, add_indicator, changes, field
    ):
        response = add_indicator(**changes)
        assert errors_of(response) == {field}
        assert Indicator.objects.count() == 1

    def test_a_target_that_is_better_than_the_baseline_is_taken(self, plan, add_indicator):
        targets = inline_formset([{"year": 2026, "value": "60"}, {"year": 2027, "value": "70,5"}])
        add_indicator(baseline="50", baseline_on="31.12.2023", targets=targets)
        assert Indicator.objects.get(code="1.1.2").targets.count() == 2

    def test_a_baseline_of_a_day_to_come_is_refused(self, add_indicator):
        response = add_indicator(baseline="50", baseline_on="31.12.2099")
        assert errors_of(response) == {"baseline_on"}
        assert "Датата е в бъдещето" in text_of(response)

    def test_each_place_is_offered_once_as_a_box_to_tick(self, plan, cms, locales):
        town = SettlementFactory(name="Левски")
        SettlementFactory(name="Levski", locale=locales.en)
        page = cms("editor").get(f"{PARTS}/measure/add/?objective={plan.objective.pk}")
        boxes = soup_of(page).select("input[type=checkbox][name=places]")
        assert [box["value"] for box in boxes] == [str(town.pk)]

    def test_the_planned_amount_is_called_so(self, plan, cms):
        page = cms("editor").get(f"{PARTS}/measure/edit/{plan.measure.pk}/")
        label = soup_of(page).find("label", attrs={"for": "id_budget_lines-0-amount"})
        assert label.get_text(" ", strip=True).startswith("Планирана сума")

    def test_limits_are_said_in_plain_words(self, add_measure):
        line = {"year": 1900, "source": "municipal", "amount": "-1", "currency": "EUR"}
        said = text_of(add_measure(weight=0, budget_lines=inline_formset([line])))
        for sentence in ("Теглото е най-малко 1.", "Година от 2000 до 2100.", "под 0."):
            assert sentence in said


class TestCautions:
    def test_a_milestone_after_the_deadline_is_allowed_and_said(self, plan, add_measure):
        milestones = inline_formset([{"title": "Открита", "title_en": "", "due": "01.01.2027"}])
        response = add_measure(deadline="31.12.2026", milestones=milestones)
        assert Measure.objects.get(code="1.2").milestones.count() == 1
        assert "Етапът „Открита“ е след срока" in text_of(response)

    def test_an_indicator_without_a_target_is_said(self, plan, add_indicator):
        assert "няма цел" in text_of(add_indicator())

    def test_a_target_outside_the_period_is_said(self, plan, add_indicator):
        targets = inline_formset([{"year": 2040, "value": "60"}])
        assert "2040 г. е извън периода" in text_of(add_indicator(targets=targets))


class TestChanges:
    def change(self, client, plan, **changes):
        data = measure_data(plan, code="1.1", **{"title": "Клуб в читалището", **changes})
        return client.post(f"{PARTS}/measure/edit/{plan.measure.pk}/", data, follow=True)

    def test_readers_see_the_public_promise_until_the_change_is_approved(self, plan, cms):
        self.change(cms("editor"), plan)
        measure = Measure.objects.get(pk=plan.measure.pk)
        assert measure.title == "Младежки клуб"
        assert measure.has_unpublished_changes

    def test_a_milestone_of_which_something_was_reported_stays(self, plan, cms):
        MilestoneReached.objects.create(milestone=plan.milestone, on=date(2025, 1, 1))
        row = {"id": plan.milestone.pk, "title": "x", "title_en": "", "due": "01.01.2026"}
        rows = inline_formset([{**row, "DELETE": "1"}], initial=1)
        response = self.change(cms("editor"), plan, milestones=rows)
        assert "Трябва да остане" in text_of(response)
        assert not Measure.objects.get(pk=plan.measure.pk).has_unpublished_changes

    def test_its_history_can_be_read_and_versions_compared(self, plan, cms):
        client = cms("editor")
        self.change(client, plan)
        self.change(client, plan, title="Клуб в парка")
        old, new = Revision.objects.for_instance(plan.measure).order_by("pk")
        assert "Клуб в парка" in text_of(client.get(f"{PARTS}/measure/history/{plan.measure.pk}/"))
        compared = reverse(
            "wagtailsnippets_policies_measure:revisions_compare",
            args=[plan.measure.pk, old.pk, new.pk],
        )
        assert "парка" in text_of(client.get(compared))


class TestLists:
    @pytest.mark.parametrize("words", ["МЛАДЕЖКИ", "клуб", "1.1"])
    def test_parts_are_found_in_any_case_of_letters(self, plan, cms, words):
        MeasureFactory(objective=plan.objective, code="9.9", title="Друго")
        text = text_of(cms("editor").get(f"{PARTS}/measure/results/", {"q": words}))
        assert "Младежки клуб" in text
        assert "Друго" not in text

    @pytest.mark.parametrize("words", ["(", "[a", "\\", "няма такова"])
    def test_a_search_that_finds_nothing(self, plan, cms, words):
        response = cms("editor").get(f"{PARTS}/measure/results/", {"q": words})
        assert response.status_code == 200
        assert "Младежки клуб" not in text_of(response)

    def test_a_list_is_filtered_by_policy(self, plan, cms):
        other = PolicyPageFactory(parent=plan.policy.get_parent())
        MeasureFactory(objective=ObjectiveFactory(policy=other), title="На друга политика")
        text = text_of(cms("editor").get(f"{PARTS}/measure/", {"policy": other.pk}))
        assert "На друга политика" in text
        assert "Младежки клуб" not in text

    @pytest.mark.parametrize("kind", ["objective", "measure", "indicator"])
    def test_a_list_costs_the_same_with_many_parts(
        self, plan, cms, kind, django_assert_max_num_queries
    ):
        client = cms("editor")

        def cost():
            with django_assert_max_num_queries(100) as queries:
                client.get(f"{PARTS}/{kind}/")
            return len(queries)

        cost()
        few = cost()
        for n in range(5):
            objective = ObjectiveFactory(policy=plan.policy, code=f"5.{n}")
            measure = MeasureFactory(objective=objective, code=f"5.{n}")
            PolicyIndicatorFactory(measure=measure, code=f"5.{n}")
        assert cost() <= few


@pytest.fixture
def draft(plan, staff):
    """A change of the measure that waits for approval; written and sent by an editor."""
    plan.measure.title = "Клуб в читалището"
    plan.measure.save_revision(user=staff("editor"))
    send_for_approval([plan.measure], by=staff("editor"))
    return plan.measure


def act(client, part, action="approve", step=None, **data):
    step = step or part.current_workflow_task_state
    address = reverse(
        "wagtailsnippets_policies_measure:workflow_action", args=[part.pk, action, step.pk]
    )
    return client.post(address, data, follow=True)


def public_title(part):
    return type(part).objects.get(pk=part.pk).title


class TestApproval:
    def test_the_secretary_approves_and_readers_see_it(self, draft, cms):
        act(cms("secretary"), draft)
        assert public_title(draft) == "Клуб в читалището"

    @pytest.mark.parametrize("role", ["legal", "analyst", "moderator", "communications"])
    def test_others_do_not(self, draft, cms, role):
        act(cms(role), draft)
        assert public_title(draft) == "Младежки клуб"

    def test_nobody_approves_what_they_wrote(self, plan, draft, cms, staff):
        both = staff("editor")
        both.groups.add(*UserFactory(role="secretary").groups.all())
        client = cms(both)
        response = act(client, draft)
        assert public_title(draft) == "Младежки клуб"
        assert "Не можете да одобрите това" in text_of(response)

    def test_nor_from_the_editor(self, plan, draft, cms, staff):
        both = staff("editor")
        both.groups.add(*UserFactory(role="secretary").groups.all())
        data = measure_data(plan, code="1.1", title="Клуб в читалището")
        data |= {"action-workflow-action": "1", "workflow-action-name": "approve"}
        cms(both).post(f"{PARTS}/measure/edit/{draft.pk}/", data)
        assert public_title(draft) == "Младежки клуб"

    def test_a_correction_of_the_approver_needs_another_person(self, plan, draft, cms):
        data = measure_data(plan, code="1.1", title="Клуб на площада")
        data |= {"action-workflow-action": "1", "workflow-action-name": "approve"}
        response = cms("secretary").post(f"{PARTS}/measure/edit/{draft.pk}/", data, follow=True)
        assert public_title(draft) == "Младежки клуб"
        assert "Поправките Ви са записани" in text_of(response)

    def test_it_comes_back_with_the_reason(self, plan, draft, cms):
        act(cms("secretary"), draft, "reject", comment="Уточнете мястото.")
        assert draft.current_workflow_state.status == "needs_changes"
        text = text_of(cms("editor").get(f"/cms/policies/{plan.policy.pk}/"))
        assert "Уточнете мястото." in text

    def test_an_address_forged_from_two_parts_approves_neither(self, plan, draft, cms, staff):
        both = staff("editor")
        both.groups.add(*UserFactory(role="secretary").groups.all())
        others = MeasureFactory(objective=plan.objective, code="1.9", title="Чужда")
        others.save_revision(user=UserFactory(role="editor"))
        others.has_unpublished_changes = True
        others.get_workflow().start(others, UserFactory(role="editor"))
        act(cms(both), others, step=draft.current_workflow_task_state)
        assert public_title(draft) == "Младежки клуб"

    def test_a_draft_whose_number_was_taken_meanwhile_is_not_published(self, plan, draft, cms):
        MeasureFactory(objective=plan.objective, code="7", title="Взела номера")
        revision = draft.latest_revision
        revision.content["code"] = "7"
        revision.save()
        response = act(cms("secretary"), draft)
        assert "друга мярка с този номер" in text_of(response)
        assert public_title(draft) == "Младежки клуб"

    def test_an_author_cannot_change_it_while_it_is_being_approved(self, draft, staff):
        assert draft.get_lock().for_user(staff("editor"))

    @pytest.mark.parametrize(
        ("action", "says"),
        [("approve", "промяната е одобрена и публикувана"), ("reject", "промяната е върната")],
    )
    def test_a_decision_in_the_editor_is_said_as_it_was(self, plan, draft, cms, action, says):
        data = measure_data(plan, code="1.1", title="Клуб в читалището")
        data |= {"action-workflow-action": "1", "workflow-action-name": action}
        data["workflow-action-extra-data"] = '{"comment": "Уточнете."}'
        response = cms("secretary").post(f"{PARTS}/measure/edit/{draft.pk}/", data, follow=True)
        assert f"„1.1 Клуб в читалището“: {says}" in text_of(response)


class TestManyAtOnce:
    @pytest.fixture
    def drafts(self, plan, staff):
        """A new objective, measure and indicator, each incomplete without the one above it."""
        objective = ObjectiveFactory(policy=plan.policy, code="2", live=False)
        measure = MeasureFactory(objective=objective, code="2.1", live=False)
        indicator = PolicyIndicatorFactory(measure=measure, code="2.1.1", live=False)
        TargetFactory(indicator=indicator)
        parts = [indicator, measure, objective]
        for part in parts:
            part.save_revision(user=staff("editor"))
        return parts

    def post(self, client, plan, action, parts):
        chosen = [f"{part._meta.model_name}-{part.pk}" for part in parts]
        address = f"/cms/policies/{plan.policy.pk}/drafts/"
        return client.post(address, {"action": action, "part": chosen}, follow=True)

    def live(self, parts):
        return [type(part).objects.get(pk=part.pk).live for part in parts]

    def test_drafts_are_sent_and_approved_together(self, plan, cms, drafts):
        response = self.post(cms("editor"), plan, "send", drafts)
        assert "3 чернови са изпратени за одобрение" in text_of(response)
        response = self.post(cms("secretary"), plan, "approve", drafts)
        assert "3 чернови са одобрени и публикувани" in text_of(response)
        assert self.live(drafts) == [True] * 3
        assert Indicator.objects.get(code="2.1.1").targets.count() == 1

    def test_each_approval_is_on_record(self, plan, cms, drafts, staff):
        self.post(cms("editor"), plan, "send", drafts)
        self.post(cms("secretary"), plan, "approve", drafts)
        finished = TaskState.objects.filter(status=TaskState.STATUS_APPROVED)
        assert {state.finished_by for state in finished} == {staff("secretary")}
        assert finished.count() == 3

    def test_the_history_of_each_tells_of_its_approval(self, plan, cms, drafts):
        self.post(cms("editor"), plan, "send", drafts)
        self.post(cms("secretary"), plan, "approve", drafts)
        for part in drafts:
            name = part._meta.model_name
            address = reverse(f"wagtailsnippets_policies_{name}:history", args=[part.pk])
            actions = {entry.action for entry in cms("editor").get(address).context["object_list"]}
            assert actions >= {
                *("wagtail.workflow.start", "wagtail.workflow.approve", "wagtail.publish")
            }, name

    def test_with_one_of_ones_own_none_is_approved(self, plan, cms, drafts, staff):
        own = Measure.objects.get(pk=plan.measure.pk)
        own.title += " (нова)"
        own.save_revision(user=staff("secretary"))
        send_for_approval([own], by=UserFactory(role="editor"))
        send_for_approval(drafts, by=staff("editor"))
        response = self.post(cms("secretary"), plan, "approve", [*drafts, own])
        assert "Нищо не е променено" in text_of(response)
        assert str(plan.measure.code) in text_of(response)
        assert self.live(drafts) == [False] * 3

    @pytest.mark.parametrize("role", ["legal", "analyst", "editor"])
    def test_others_approve_nothing(self, plan, cms, drafts, staff, role):
        send_for_approval(drafts, by=UserFactory(role="editor"))
        self.post(cms(role), plan, "approve", drafts)
        assert self.live(drafts) == [False] * 3

    @pytest.mark.parametrize("role", ["analyst", "moderator", "communications"])
    def test_others_send_nothing(self, plan, cms, drafts, role):
        self.post(cms(role), plan, "send", drafts)
        assert not any(part.workflow_in_progress for part in drafts)

    def test_an_incomplete_draft_is_named(self, plan, cms, drafts):
        indicator = drafts[0]
        indicator.unit_of_measure = ""
        indicator.save_revision(clean=False)
        response = self.post(cms("editor"), plan, "send", drafts)
        assert "Нищо не е променено" in text_of(response)
        assert "2.1.1" in text_of(response)
        assert not any(part.workflow_in_progress for part in drafts)

    def test_approving_twice_does_no_harm(self, drafts, staff):
        send_for_approval(drafts, by=staff("editor"))
        assert approve(drafts, by=staff("secretary")) == 3
        fresh = [type(part).objects.get(pk=part.pk) for part in drafts]
        assert approve(fresh, by=staff("secretary")) == 0

    def test_sending_twice_does_no_harm(self, drafts, staff):
        assert send_for_approval(drafts, by=staff("editor")) == 3
        fresh = [type(part).objects.get(pk=part.pk) for part in drafts]
        assert send_for_approval(fresh, by=staff("editor")) == 0

    def test_what_was_sent_back_is_sent_again(self, plan, draft, staff, cms):
        act(cms("secretary"), draft, "reject", comment="Уточнете.")
        assert send_for_approval([draft], by=staff("editor")) == 1
        assert Measure.objects.get(pk=draft.pk).workflow_in_progress

    def test_parts_of_another_policy_are_not_reached_from_this_board(self, plan, cms, drafts):
        other = PolicyPageFactory(parent=plan.policy.get_parent())
        chosen = [f"{part._meta.model_name}-{part.pk}" for part in drafts]
        address = f"/cms/policies/{other.pk}/drafts/"
        cms("editor").post(address, {"action": "send", "part": chosen})
        assert not any(part.workflow_in_progress for part in drafts)

    def test_they_wait_on_the_front_page_by_policy(self, plan, cms, drafts):
        self.post(cms("editor"), plan, "send", drafts)
        text = text_of(cms("secretary").get("/cms/"))
        assert "3 чернови чакат одобрение" in text
        assert "3 чернови чакат одобрение" in text_of(cms("editor").get("/cms/"))
        assert "чернови чакат" not in text_of(cms("moderator").get("/cms/"))
