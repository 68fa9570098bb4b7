"""The gallery: every component of the design system on one page, with sample data.

The samples are in Bulgarian, like the demo content: they show how real words fit.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from zaedno.core.money import Currency, Money

TYPES = [("citizen", "Гражданин"), ("ngo", "Организация"), ("business", "Фирма")]
TOPICS = [("roads", "Улици и пътища"), ("schools", "Училища"), ("parks", "Паркове")]
LONG_TEXT = 600


class SampleForm(forms.Form):
    """One field of each kind; sent empty, so that its errors are seen."""

    name = forms.CharField(label="Име", help_text="Ще се вижда до мнението Ви.")
    email = forms.EmailField(label="Електронна поща", help_text="Няма да бъде публикувана.")
    kind = forms.ChoiceField(label="Вие сте", choices=TYPES, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label="Теми", choices=TOPICS, widget=forms.CheckboxSelectMultiple, required=False
    )
    place = forms.ChoiceField(
        label="Населено място", choices=[("", "Изберете"), ("levski", "Левски")], required=False
    )
    since = forms.DateField(
        label="От дата", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    attachment = forms.FileField(label="Файл", required=False, help_text="PDF или DOCX, до 10 MB.")
    text = forms.CharField(
        label="Вашето предложение",
        widget=forms.Textarea(
            attrs={
                "data-maxlength": LONG_TEXT,
                "data-counter-left": _("%(count)s characters left"),
                "data-counter-over": _("%(count)s characters too many"),
                "data-draft-key": "gallery",
                "data-draft-restored": _("This is what you wrote earlier on this device."),
            }
        ),
    )
    consent = forms.BooleanField(label="Прочетох как се пазят личните ми данни")


class SampleFilter(forms.Form):
    """Two filters of a list."""

    topic = forms.ChoiceField(label="Тема", choices=TOPICS, required=False)
    state = forms.MultipleChoiceField(
        label="Състояние",
        choices=[("open", "Отворена"), ("closed", "Приключила")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class SampleCommentForm(forms.Form):
    """A comment, and the one that it answers."""

    reply_to = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"data-reply-field": ""})
    )
    comment = forms.CharField(label="Вашето мнение", widget=forms.Textarea)


def paragraph(text: str) -> SafeString:
    """A sample of an editor's text."""
    return format_html("<p>{}</p>", text)


OPEN = {"state": "open", "label": "Отворена"}
TAGS = [
    {"state": "planned", "label": "Предстои"},
    OPEN,
    {"state": "closed", "label": "Приключила"},
    {"state": "late", "label": "Просрочена"},
    {"state": "success", "label": "Изпълнена"},
    {"state": "error", "label": "Отхвърлена"},
    {"state": "", "label": "Чернова", "icon": "document"},
]
CARDS = [
    {
        "title": "Проект на наредба за опазване на зелената система",
        "url": "#",
        "kind": "Консултация",
        "kind_icon": "consultation",
        "state": OPEN,
        "text": "Как да пазим дърветата и парковете в града и селата.",
        "meta": [
            {"icon": "clock", "text": "Още 12 дни"},
            {"icon": "comment", "text": "24 мнения"},
        ],
    },
    {
        "title": "План за интегрирано развитие 2021–2027",
        "url": "#",
        "kind": "Политика",
        "kind_icon": "policy",
        "text": "Цели, мерки и показатели за развитието на общината.",
        "meta": [{"icon": "unit", "text": "Дирекция „Устройство на територията“"}],
    },
    {
        "title": "Среща с жителите на Обнова за водопровода",
        "url": "#",
        "kind": "Новина",
        "kind_icon": "news",
        "text": "Въпросите и отговорите от срещата са публикувани.",
        "meta": [{"icon": "calendar", "text": "14 май 2026 г."}],
    },
]
NOTICES = [
    {"kind": "info", "title": "Консултацията е удължена", "text": "Новият срок е 30 юни 2026 г."},
    {"kind": "success", "title": "Благодарим Ви", "text": "Мнението Ви е получено."},
    {"kind": "warning", "title": "Остават два дни", "text": "Приемаме предложения до петък."},
    {"kind": "error", "title": "Файлът не е приет", "text": "Той е по-голям от 10 MB."},
]
STEPS = [
    {"title": "Обявяване", "text": "20 април 2026 г.", "state": "done"},
    {"title": "Събиране на предложения", "text": "до 21 май 2026 г.", "state": "current"},
    {"title": "Справка за отразяването", "text": "до 14 дни след края", "state": "next"},
    {"title": "Решение на общинския съвет", "state": "next"},
]
EVENTS = [
    {"date": date(2026, 4, 20), "title": "Проектът е публикуван", "text": "С мотиви и приложения."},
    {"date": date(2026, 5, 6), "title": "Обществено обсъждане", "url": "#", "text": "В залата."},
    {"date": date(2026, 6, 11), "title": "Заседание на съвета", "is_future": True},
]
DOCUMENTS = [
    {"title": "Проект на наредбата", "url": "#", "type": "pdf", "size": 412_672},
    {"title": "Мотиви", "url": "#", "type": "docx", "size": 58_211, "date": date(2026, 4, 20)},
]
COLUMNS = [
    {"title": "Показател"},
    {"title": "Стойност", "is_number": True},
    {"title": "Цел", "is_number": True},
]
ROWS = [
    [
        {"label": "Показател", "text": "Засадени дървета", "url": "#"},
        {"label": "Стойност", "text": "340", "is_number": True},
        {"label": "Цел", "text": "500", "is_number": True},
    ],
    [
        {"label": "Показател", "text": "Обновени улици, км"},
        {"label": "Стойност", "text": "4,2", "is_number": True},
        {"label": "Цел", "text": "6,0", "is_number": True},
    ],
]
FIGURES = [
    {"value": "38", "label": "политики с измерими цели"},
    {"value": "214", "label": "предложения от граждани"},
    {"value": "71 %", "label": "от тях са приети"},
]
LINKS = [{"title": title, "url": "#"} for title in ("Отворени консултации", "Бюджет 2026")]


def sample_comments() -> list[dict[str, Any]]:
    """A thread: a comment on a paragraph, the municipality's answer, a removed one."""
    answer = {
        "id": 2,
        "author": "Мария Петрова",
        "office": "Дирекция „Екология“",
        "date": make_aware(datetime(2026, 5, 4, 10, 20)),
        "body": paragraph("Благодарим. Добавихме срок от 30 дни в чл. 12."),
        "is_official": True,
        "reply_url": "#comment-form",
    }
    removed = {
        "id": 3,
        "is_removed": True,
        "removed_text": "Коментарът е премахнат от модератор: съдържа лични данни.",
    }
    first = {
        "id": 1,
        "author": "Георги Иванов",
        "date": make_aware(datetime(2026, 5, 3, 18, 5)),
        "quote": "Чл. 12. Отсечено дърво се заменя с ново.",
        "body": paragraph("В какъв срок? Предлагам да се запише."),
        "reply_url": "#comment-form",
        "report_url": "#",
        "replies": [answer, removed],
    }
    return [first]


class GalleryView(TemplateView):
    """Shows every component, for those who build pages and those who check them."""

    template_name = "components/gallery.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sample data for each component."""
        samples = {
            "page_title": _("Component gallery"),
            "no_index": True,
            "tags": TAGS,
            "cards": CARDS,
            "notices": NOTICES,
            "steps": STEPS,
            "events": EVENTS,
            "documents": DOCUMENTS,
            "columns": COLUMNS,
            "rows": ROWS,
            "figures": FIGURES,
            "links": LINKS,
            "facts": self.facts(),
            "tabs": self.tabs(),
            "article_body": paragraph(
                "(1) Отсечено дърво се заменя с ново. Мястото се посочва от кмета."
            ),
            "comments": sample_comments(),
            "money": Money(Decimal("57834.00"), Currency.BGN),
            "result_text": format_html(
                "Чл. 12. Отсечено <mark>{}</mark> се заменя с ново.", "дърво"
            ),
            "page_obj": Paginator(range(240), 12).get_page(self.request.GET.get("page", "4")),
            "empty_form": SampleForm(),
            "wrong_form": SampleForm({}, auto_id="wrong_%s"),
            "filter_form": SampleFilter(auto_id="filter_%s"),
            "comment_form": SampleCommentForm(auto_id="comment_%s"),
        }
        return super().get_context_data(**samples, **kwargs)

    def facts(self) -> list[dict[str, Any]]:
        """Facts of a project."""
        return [
            {"term": "Състояние", "value": "в изпълнение"},
            {"term": "Период", "value": "11 август 2022 г. – 31 декември 2023 г."},
            {"term": "Място", "value_list": ["Северозападен район", "Плевен", "Левски"]},
            {"term": "Регистър", "value": "ИСУН", "url": "#"},
        ]

    def tabs(self) -> list[dict[str, str]]:
        """Three sections of equal rank."""
        return [
            {"id": "goals", "title": "Цели", "text": "Повече зелени площи във всяко село."},
            {"id": "measures", "title": "Мерки", "text": "Засаждане на 500 дървета до 2027 г."},
            {"id": "indicators", "title": "Показатели", "text": "Брой живи дървета след година."},
        ]
