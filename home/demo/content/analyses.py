"""An analysis with recommendations in every state, and the methodology of evaluation."""

from decimal import Decimal

from home.demo.words import (
    Area,
    DemoChild,
    DemoPage,
    Heading,
    InDays,
    PageOf,
    Said,
    Unit,
    points,
    say,
    texts,
)


def _recommendation(
    text: Said, unit: str, due: int, *state: str, response: Said | None = None
) -> DemoChild:
    priority, status = state
    return DemoChild(
        {
            "text": text,
            "unit": Unit(unit),
            "priority": priority,
            "deadline": InDays(due),
            "status": status,
            "response": response or "",
        }
    )


ANALYSIS = DemoPage(
    model="recommendations.AnalysisPage",
    slug="analiz-na-prozrachnostta",
    english_slug="analysis-of-transparency",
    parent="analizi",
    title=say(
        "Анализ на прозрачността и участието в местните политики",
        "Analysis of transparency and participation in local policies",
    ),
    lead=say(
        "Как общината пита, как отговаря и какво може да прави по-добре. Шест препоръки със срок.",
        "How the municipality asks, how it answers and what it can do better. "
        "Six recommendations with deadlines.",
    ),
    values={"date": InDays(-90), "area": Area("transparency"), "unit": Unit("mayor")},
    streams={
        "body": (
            Heading(say("Какво изследвахме", "What we studied")),
            texts(
                say(
                    "Прегледахме консултациите за две години, говорихме с 42 жители, девет "
                    "организации и четири фирми и проследихме 60 въпроса до техните отговори.",
                    "We looked at the consultations of two years, talked to 42 residents, nine "
                    "organisations and four businesses, and followed 60 questions to their "
                    "answers.",
                ),
            ),
            Heading(say("Какво намерихме", "What we found")),
            points(
                say(
                    "Проектите се публикуват навреме, но се намират трудно.",
                    "Drafts are published in time, but are hard to find.",
                ),
                say(
                    "Хората рядко научават какво е станало с предложението им.",
                    "People seldom learn what became of their suggestion.",
                ),
                say(
                    "В селата мнения се събират на срещи, но не се записват.",
                    "In the villages opinions are given at meetings, but are not recorded.",
                ),
            ),
        )
    },
    children={
        "recommendations": (
            _recommendation(
                say(
                    "Всяка консултация да завършва със справка до 30 дни.",
                    "Each consultation should end with a report within 30 days.",
                ),
                "mayor",
                -20,
                "high",
                "fulfilled",
                response=say(
                    "Изпълнено: срокът е записан в правилата на платформата.",
                    "Fulfilled: the term is written into the rules of the platform.",
                ),
            ),
            _recommendation(
                say(
                    "Казаното на срещите в селата да се записва и публикува.",
                    "What is said at village meetings should be recorded and published.",
                ),
                "services",
                60,
                "high",
                "accepted",
                response=say(
                    "Приемаме. Кметовете на села ще получат образец на протокол.",
                    "Accepted. Village mayors will be given a model record.",
                ),
            ),
            _recommendation(
                say(
                    "Разходите на общината да се публикуват всеки месец.",
                    "The municipality's spending should be published each month.",
                ),
                "finance",
                45,
                "medium",
                "accepted",
                response=say(
                    "Приемаме. Първият отчет е в подготовка.",
                    "Accepted. The first report is being prepared.",
                ),
            ),
            _recommendation(
                say(
                    "За всеки проект да има обяснение с прости думи на една страница.",
                    "Each draft should come with an explanation in plain words on one page.",
                ),
                "legal",
                30,
                "medium",
                "proposed",
            ),
            _recommendation(
                say(
                    "Заседанията на комисиите на съвета да се излъчват на живо.",
                    "Meetings of the council's committees should be broadcast live.",
                ),
                "mayor",
                75,
                "low",
                "proposed",
            ),
            _recommendation(
                say(
                    "Коментарите да се публикуват веднага, без преглед.",
                    "Comments should be published at once, without being read first.",
                ),
                "mayor",
                -30,
                "low",
                "rejected",
                response=say(
                    "Не приемаме. Без преглед биха се появили лични данни и обиди. Вместо това "
                    "преглеждаме до два работни дни.",
                    "Not accepted. Without reading them first, personal data and insults would "
                    "appear. Instead we read comments within two working days.",
                ),
            ),
        )
    },
    invented=True,
)


def _indicator(
    name: Said,
    definition: Said,
    measure: Said,
    values: tuple[str, str],
    *,
    direction: str = "higher",
    source: Said | None = None,
) -> DemoChild:
    return DemoChild(
        {
            "name": name,
            "definition": definition,
            "unit_of_measure": measure,
            "direction": direction,
            "baseline": Decimal(values[0]),
            "target": Decimal(values[1]),
            "source": source or _PLATFORM,
        }
    )


_PLATFORM = say("Данни на платформата", "Data of the platform")
_NUMBER = say("брой", "number")
_PER_CENT = say("процент", "per cent")
_DAYS = say("дни", "days")

METHODOLOGY = DemoPage(
    model="evaluation.MethodologyPage",
    slug="otsenka-na-uchastieto",
    english_slug="evaluation-of-participation",
    title=say(
        "Методика за оценка на гражданското участие",
        "Methodology for evaluating civic participation",
    ),
    lead=say(
        "С кои показатели мерим дали хората участват повече и дали това променя нещо.",
        "By which indicators we measure whether people take part more and whether it makes a "
        "difference.",
    ),
    streams={
        "body": (
            Heading(say("Как се оценява", "How we evaluate")),
            texts(
                say(
                    "Показателите се изчисляват веднъж годишно. Които могат, се смятат направо от "
                    "платформата; останалите идват от кратка анкета. Резултатът се обсъжда "
                    "открито.",
                    "The indicators are calculated once a year. Those that can be are counted by "
                    "the "
                    "platform itself; the others come from a short survey. The result is discussed "
                    "openly.",
                ),
            ),
            Heading(say("Какво следва от оценката", "What follows from it")),
            texts(
                say(
                    "За всеки показател, който изостава, отговорната дирекция предлага мярка със "
                    "срок. Тя се вписва в политиката за прозрачно управление.",
                    "For each indicator that lags behind, the responsible directorate proposes a "
                    "measure with a deadline. It is entered in the policy for open government.",
                ),
            ),
        ),
        "related": (PageOf("prozrachno-upravlenie"), PageOf("analiz-na-prozrachnostta")),
    },
    children={
        "indicators": (
            _indicator(
                say("Консултации за година", "Consultations in a year"),
                say(
                    "Консултации, чийто срок е започнал през годината.",
                    "Consultations whose term began within the year.",
                ),
                _NUMBER,
                ("4", "10"),
            ),
            _indicator(
                say("Предложения на консултация", "Suggestions in a consultation"),
                say(
                    "Средно на приключила консултация: коментари и мнения на хартия.",
                    "On average in a consultation that has ended: comments and opinions on paper.",
                ),
                _NUMBER,
                ("3", "15"),
            ),
            _indicator(
                say("Консултации със справка", "Consultations with a report"),
                say(
                    "Дял на приключилите, за които справката е публикувана до 30 дни.",
                    "Share of those that ended whose report was published within 30 days.",
                ),
                _PER_CENT,
                ("25", "100"),
            ),
            _indicator(
                say("Приети предложения", "Suggestions accepted"),
                say(
                    "Дял на предложенията, приети изцяло или отчасти.",
                    "Share of suggestions accepted in full or in part.",
                ),
                _PER_CENT,
                ("20", "40"),
            ),
            _indicator(
                say("Време до отговор", "Time to an answer"),
                say(
                    "Медиана от въпрос до отговор на дирекцията.",
                    "Median from a question to the directorate's answer.",
                ),
                _DAYS,
                ("24", "10"),
                direction="lower",
            ),
            _indicator(
                say("Мерки в срок", "Measures on time"),
                say(
                    "Дял на мерките, чийто срок не е минал, преди да са изпълнени.",
                    "Share of measures whose deadline has not passed before they were done.",
                ),
                _PER_CENT,
                ("55", "85"),
            ),
            _indicator(
                say("Села, от които има участие", "Villages that take part"),
                say(
                    "Населени места, от които е получено поне едно мнение.",
                    "Towns and villages from which at least one opinion came.",
                ),
                _NUMBER,
                ("5", "13"),
                source=say("Анкети и протоколи от срещи", "Surveys and records of meetings"),
            ),
            _indicator(
                say("Доверие", "Trust"),
                say(
                    "Дял на анкетираните, които смятат, че общината се вслушва в тях.",
                    "Share of those asked who think that the municipality listens to them.",
                ),
                _PER_CENT,
                ("31", "50"),
                source=say("Годишна анкета", "Yearly survey"),
            ),
        )
    },
    invented=True,
)
