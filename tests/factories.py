"""Factories: the simplest complete thing of each kind, with a title of its own."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import factory
import wagtail_factories
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from evaluation.models import Indicator, MethodologyPage
from forms.models import (
    ConsultationFormField,
    ConsultationFormPage,
    ConsultationIndexPage,
    ConsultationPage,
)
from home.models import ContactPage, HomePage, ProjectActivity, ProjectPage, StandardPage
from legal_text.models import RulesIndexPage, RulesPage
from news.models import CampaignIndexPage, CampaignPage, NewsIndexPage, NewsPage
from policies.models import (
    BudgetLine,
    Measure,
    Measurement,
    Milestone,
    MonitoringReportPage,
    Objective,
    Observation,
    PolicyIndexPage,
    PolicyPage,
    Spending,
    StatusEntry,
    Target,
)
from policies.models import Indicator as PolicyIndicator
from policies.services.standings import refresh_standings
from recommendations.models import AnalysisIndexPage, AnalysisPage, Recommendation
from zaedno.core.days import today
from zaedno.core.models import CustomImage, PolicyArea, Settlement, Unit
from zaedno.core.transliteration import latin_slug
from zaedno.users.models import User


class PageFactory(wagtail_factories.PageFactory):
    """A published page in Bulgarian."""

    locale = factory.LazyFunction(Locale.get_default)
    slug = factory.LazyAttribute(lambda page: latin_slug(page.title))

    class Meta:
        abstract = True


class SnippetFactory(DjangoModelFactory):
    """A snippet in Bulgarian."""

    locale = factory.LazyFunction(Locale.get_default)

    class Meta:
        abstract = True


class PolicyAreaFactory(SnippetFactory):
    name = factory.Sequence(lambda n: f"Област {n}")

    class Meta:
        model = PolicyArea


class UnitFactory(SnippetFactory):
    name = factory.Sequence(lambda n: f"Дирекция {n}")

    class Meta:
        model = Unit


class SettlementFactory(SnippetFactory):
    name = factory.Sequence(lambda n: f"Село {n}")

    class Meta:
        model = Settlement


class ImageFactory(wagtail_factories.ImageFactory):
    description = "Поле със слънчогледи"

    class Meta:
        model = CustomImage


class HomePageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Начало {n}")

    class Meta:
        model = HomePage


class StandardPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Страница {n}")

    class Meta:
        model = StandardPage


class ContactPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Контакти {n}")
    privacy_note = "Ползваме отговорите само за да отстраним пречката."
    thank_you = "Благодарим Ви."

    class Meta:
        model = ContactPage


class ProjectPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Проект {n}")
    start = factory.LazyFunction(lambda: today() - timedelta(days=100))
    end = factory.LazyFunction(lambda: today() + timedelta(days=100))
    currency = "BGN"
    total = grant = Decimal("57834.00")
    own_contribution = paid = Decimal("0.00")
    eu_share = Decimal("85.0")
    place = "България › Плевен › Левски"

    class Meta:
        model = ProjectPage


class ProjectActivityFactory(SnippetFactory):
    title = factory.Sequence(lambda n: f"Дейност {n}")

    class Meta:
        model = ProjectActivity


class PolicyIndexPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Политики {n}")

    class Meta:
        model = PolicyIndexPage


class PolicyPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"План за младежта {n}")
    period_start = 2024
    period_end = 2027

    class Meta:
        model = PolicyPage


class PartFactory(DjangoModelFactory):
    """A published part of a policy."""

    class Meta:
        abstract = True


class ObjectiveFactory(PartFactory):
    policy = factory.SubFactory(PolicyPageFactory)
    code = factory.Sequence(lambda n: str(n % 9999 + 1))
    title = factory.Sequence(lambda n: f"Цел {n}")

    class Meta:
        model = Objective


class MeasureFactory(PartFactory):
    """A measure; ``status="done"`` publishes that it is done."""

    objective = factory.SubFactory(ObjectiveFactory)
    code = factory.Sequence(lambda n: f"1.{n % 9999 + 1}")
    title = factory.Sequence(lambda n: f"Мярка {n}")

    class Meta:
        model = Measure
        skip_postgeneration_save = True

    @factory.post_generation
    def status(self, create: bool, status: str | None, **kwargs: Any) -> None:
        if status:
            StatusEntryFactory(measure=self, status=status)
            refresh_standings([self.pk])


class StatusEntryFactory(DjangoModelFactory):
    """A published status; the standing of the measure is not derived anew by it."""

    measure = factory.SubFactory(MeasureFactory)
    status = "in_progress"
    state = "published"

    class Meta:
        model = StatusEntry


class MilestoneFactory(DjangoModelFactory):
    measure = factory.SubFactory(MeasureFactory)
    title = factory.Sequence(lambda n: f"Етап {n}")
    due = factory.LazyFunction(lambda: today() + timedelta(days=30))

    class Meta:
        model = Milestone


class BudgetLineFactory(DjangoModelFactory):
    measure = factory.SubFactory(MeasureFactory)
    year = 2026
    amount = Decimal("1000.00")

    class Meta:
        model = BudgetLine


class SpendingFactory(DjangoModelFactory):
    """A published amount."""

    measure = factory.SubFactory(MeasureFactory)
    year = 2026
    amount = Decimal("400.00")
    state = "published"

    class Meta:
        model = Spending


class PolicyIndicatorFactory(PartFactory):
    measure = factory.SubFactory(MeasureFactory)
    code = factory.Sequence(lambda n: f"1.1.{n % 9999 + 1}")
    title = factory.Sequence(lambda n: f"Показател {n}")
    unit_of_measure = "брой"

    class Meta:
        model = PolicyIndicator


class TargetFactory(DjangoModelFactory):
    indicator = factory.SubFactory(PolicyIndicatorFactory)
    year = 2027
    value = Decimal(100)

    class Meta:
        model = Target


class MeasurementFactory(DjangoModelFactory):
    """A published value."""

    indicator = factory.SubFactory(PolicyIndicatorFactory)
    date = factory.Sequence(lambda n: date(2020, 1, 1) + timedelta(days=n % 2000))
    value = Decimal(50)
    state = "published"

    class Meta:
        model = Measurement


class MonitoringReportPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Доклад за наблюдение {n}")
    period_start = date(2025, 1, 1)
    period_end = date(2025, 12, 31)

    class Meta:
        model = MonitoringReportPage


class ObservationFactory(DjangoModelFactory):
    """A published civic observation."""

    measure = factory.SubFactory(MeasureFactory)
    verdict = "partly"
    text = factory.Sequence(lambda n: f"Видях, че е направено наполовина ({n}).")
    author = "Мария Петрова"
    email = "maria@example.org"
    token_hash = factory.Sequence(lambda n: f"{n:064}")
    state = "published"

    class Meta:
        model = Observation


class RulesIndexPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Правила и процедури {n}")

    class Meta:
        model = RulesIndexPage


def articles(*texts: str) -> list[dict[str, Any]]:
    """Numbered articles as the raw stream of a rules page."""
    return [
        {"type": "article", "value": {"number": str(n), "heading": "", "text": f"<p>{text}</p>"}}
        for n, text in enumerate(texts, start=1)
    ]


def paragraphs(*texts: str) -> list[dict[str, Any]]:
    """Paragraphs as the raw stream of a body."""
    return [{"type": "paragraph", "value": f"<p>{text}</p>"} for text in texts]


class RulesPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Правилник {n}")
    text = factory.LazyFunction(lambda: articles("(1) Всеки може да участва."))

    class Meta:
        model = RulesPage


class AnalysisIndexPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Анализи {n}")

    class Meta:
        model = AnalysisIndexPage


class AnalysisPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Анализ {n}")

    class Meta:
        model = AnalysisPage


class RecommendationFactory(SnippetFactory):
    page = factory.SubFactory(AnalysisPageFactory)
    text = factory.Sequence(lambda n: f"Препоръка {n}")

    class Meta:
        model = Recommendation


class MethodologyPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Методика {n}")

    class Meta:
        model = MethodologyPage


class IndicatorFactory(SnippetFactory):
    page = factory.SubFactory(MethodologyPageFactory)
    name = factory.Sequence(lambda n: f"Показател {n}")
    definition = "Брой за година."
    unit_of_measure = "брой"
    source = "Регистър на платформата"

    class Meta:
        model = Indicator


class NewsIndexPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Новини {n}")

    class Meta:
        model = NewsIndexPage


class NewsPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Новина {n}")

    class Meta:
        model = NewsPage


class CampaignIndexPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Кампании {n}")

    class Meta:
        model = CampaignIndexPage


class CampaignPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Кампания {n}")
    goal = "Всеки да знае как да участва."
    audience = "Жителите на общината"
    start = factory.LazyFunction(today)
    end = factory.LazyFunction(lambda: today() + timedelta(days=30))

    class Meta:
        model = CampaignPage


class ConsultationIndexPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Консултации {n}")

    class Meta:
        model = ConsultationIndexPage


class ConsultationPageFactory(PageFactory):
    """A consultation that is open today."""

    title = factory.Sequence(lambda n: f"Проект за наредба {n}")
    opens = factory.LazyFunction(lambda: today() - timedelta(days=5))
    closes = factory.LazyFunction(lambda: today() + timedelta(days=30))
    reasons = factory.LazyFunction(lambda: paragraphs("Причини за приемане."))

    class Meta:
        model = ConsultationPage


class ConsultationFormPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Анкета {n}")
    privacy_note = "Отговорите са без име и се пазят една година."
    thank_you = "Благодарим Ви за отговора."

    class Meta:
        model = ConsultationFormPage


class ConsultationFormFieldFactory(SnippetFactory):
    page = factory.SubFactory(ConsultationFormPageFactory)
    label = factory.Sequence(lambda n: f"Въпрос {n}")
    field_type = "singleline"

    class Meta:
        model = ConsultationFormField


class UserFactory(DjangoModelFactory):
    """A member of staff; ``role="editor"`` puts them into that group."""

    username = factory.Sequence(lambda n: f"sluzhitel{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password("parola-za-testove")

    class Meta:
        model = User
        skip_postgeneration_save = True

    @factory.post_generation
    def role(self, create: bool, name: str | None, **kwargs: Any) -> None:
        if name:
            self.groups.add(Group.objects.get_or_create(name=name)[0])
