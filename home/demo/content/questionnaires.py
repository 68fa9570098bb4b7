"""The form of the open consultation and one that stands alone, with answers."""

from typing import Any

from home.demo.words import DemoChild, DemoPage, Heading, Said, say, texts


def _question(label: Said, field_type: str, *, required: bool = True, **more: Any) -> DemoChild:
    return DemoChild({"label": label, "field_type": field_type, "required": required, **more})


PRIVACY_NOTE = say(
    "Ползваме отговорите само за справката по консултацията. Четат ги служителите на отдела. "
    "Пазим ги една година след нейния край. Не питаме за името Ви.",
    "We use the answers only for the report on the consultation. They are read by the staff of the "
    "department. We keep them for one year after its end. We do not ask your name.",
)

WASTE_FORM = DemoPage(
    model="consultations.ConsultationFormPage",
    slug="anketa-otpadatsi",
    english_slug="waste-questionnaire",
    parent="naredba-za-otpadatsite",
    title=say("Анкета: отпадъците у дома", "Questionnaire: waste at home"),
    lead=say(
        "Шест въпроса, около три минути. Отговорите помагат да нагласим наредбата.",
        "Six questions, about three minutes. The answers help us to adjust the ordinance.",
    ),
    values={
        "privacy_note": PRIVACY_NOTE,
        "thank_you": say(
            "Благодарим Ви. Обобщените отговори ще видите в справката след края на консултацията.",
            "Thank you. You will see the answers summed up in the report after the consultation.",
        ),
    },
    streams={
        "body": (
            texts(
                say(
                    "Отговорете за дома, в който живеете през по-голямата част от годината.",
                    "Please answer for the home where you live most of the year.",
                ),
            ),
        )
    },
    children={
        "form_fields": (
            _question(
                say("В кое населено място живеете", "Where you live"),
                "dropdown",
                choices=say(
                    "Левски\nОбнова\nАсеновци\nМалчика\nГрадище\nдруго село",
                    "Levski\nObnova\nAsenovtsi\nMalchika\nGradishte\nanother village",
                ),
            ),
            _question(
                say("Разделяте ли отпадъците сега", "Do you sort waste now"),
                "radio",
                choices=say(
                    "да, винаги\nпонякога\nне",
                    "yes, always\nsometimes\nno",
                ),
            ),
            _question(
                say("Какво Ви пречи да разделяте", "What keeps you from sorting"),
                "checkboxes",
                required=False,
                choices=say(
                    "контейнерите са далеч\nняма място у дома\nне знам кое къде се хвърля\nнищо",
                    "the bins are far\nno room at home\nI do not know what goes where\nnothing",
                ),
            ),
            _question(
                say("Колко души сте в домакинството", "How many people live in your household"),
                "number",
            ),
            _question(
                say("Подкрепяте ли такса според количеството", "Do you support a fee by quantity"),
                "radio",
                choices=say("да\nне\nне съм решил", "yes\nno\nundecided"),
            ),
            _question(
                say("Какво да добавим в наредбата", "What we should add to the ordinance"),
                "multiline",
                required=False,
                help_text=say(
                    "Не пишете имена и адреси на други хора.",
                    "Please do not give names and addresses of other people.",
                ),
            ),
        )
    },
    invented=True,
)

CULTURE_FORM = DemoPage(
    model="consultations.ConsultationFormPage",
    slug="anketa-praznitsi",
    english_slug="festival-questionnaire",
    parent="konsultatsii",
    title=say("Анкета: празникът на града", "Questionnaire: the town festival"),
    lead=say(
        "Помогнете да подредим програмата за празника на града.",
        "Help us to put together the programme of the town festival.",
    ),
    values={"privacy_note": PRIVACY_NOTE, "thank_you": say("Благодарим Ви.", "Thank you.")},
    streams={"body": (Heading(say("Три кратки въпроса", "Three short questions")),)},
    children={
        "form_fields": (
            _question(
                say("Какво искате да има", "What you would like to have"),
                "checkboxes",
                choices=say(
                    "концерт\nпазар на занаяти\nигри за деца\nспорт",
                    "a concert\na crafts market\ngames for children\nsports",
                ),
            ),
            _question(
                say("Ще дойдете ли", "Will you come"),
                "radio",
                choices=say("да\nне\nне съм решил", "yes\nno\nundecided"),
            ),
            _question(say("Вашето предложение", "Your suggestion"), "multiline", required=False),
        )
    },
    invented=True,
)

FORMS = (WASTE_FORM, CULTURE_FORM)

# Answers to the questionnaire on waste, in the order of its questions.
WASTE_ANSWERS: tuple[tuple[Any, ...], ...] = (
    (
        "Левски",
        "понякога",
        ["контейнерите са далеч"],
        "4",
        "да",
        "Сложете контейнер до всяка детска градина.",
    ),
    ("Левски", "да, винаги", ["нищо"], "2", "да", ""),
    ("Левски", "не", ["няма място у дома"], "3", "не", "В блоковете няма къде да се разделя."),
    (
        "Обнова",
        "понякога",
        ["не знам кое къде се хвърля"],
        "2",
        "не съм решил",
        "Нужни са картинки на контейнерите.",
    ),
    ("Обнова", "не", ["контейнерите са далеч"], "5", "да", ""),
    (
        "Асеновци",
        "да, винаги",
        ["нищо"],
        "1",
        "да",
        "Компостирам от години. Дайте по-ниска такса на тези, които го правят.",
    ),
    ("Малчика", "понякога", ["контейнерите са далеч"], "6", "не", "По-често извозване лятото."),
    ("Градище", "не", ["няма място у дома", "контейнерите са далеч"], "2", "не съм решил", ""),
    (
        "друго село",
        "не",
        ["контейнерите са далеч"],
        "1",
        "да",
        "В малките села колата да минава веднъж на две седмици, но редовно.",
    ),
    (
        "Левски",
        "да, винаги",
        ["нищо"],
        "2",
        "да",
        "We moved here two years ago. Please print the collection calendar in English too.",
    ),
    (
        "Обнова",
        "понякога",
        ["не знам кое къде се хвърля"],
        "3",
        "да",
        "A short leaflet with pictures would help newcomers.",
    ),
    ("Асеновци", "да, винаги", [], "2", "не съм решил", "Will glass be collected separately?"),
)
