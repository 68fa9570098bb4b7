"""The home page and the pages under which all others stand, in the order of the main menu."""

from home.demo.words import DemoPage, Heading, Link, say, steps, texts

HOME = DemoPage(
    model="home.HomePage",
    slug="nachalo",
    english_slug="home",
    parent="",
    title=say("Заедно за Левски", "Together for Levski"),
    lead=say(
        "Тук общината пита преди да реши, обещава със срок и показва какво е направила. "
        "Прочетете, попитайте, предложете.",
        "Here the municipality asks before it decides, promises with a deadline and shows "
        "what it has done. Read, ask, suggest.",
    ),
)

SECTIONS = (
    DemoPage(
        model="consultations.ConsultationIndexPage",
        slug="konsultatsii",
        english_slug="consultations",
        in_menu=True,
        title=say("Консултации", "Consultations"),
        lead=say(
            "Проекти, за които общината иска Вашето мнение. Всяко предложение получава отговор.",
            "Drafts on which the municipality wants your opinion. Each suggestion gets an answer.",
        ),
    ),
    DemoPage(
        model="policies.PolicyIndexPage",
        slug="politiki",
        english_slug="policies",
        in_menu=True,
        title=say("Политики", "Policies"),
        lead=say(
            "Какво обещава общината, до кога и докъде е стигнала.",
            "What the municipality promises, by when, and how far it has come.",
        ),
    ),
    DemoPage(
        model="legal_text.RulesIndexPage",
        slug="pravila",
        english_slug="rules",
        in_menu=True,
        title=say("Правила", "Rules"),
        lead=say(
            "Правилата и процедурите, по които работи платформата.",
            "The rules and procedures by which the platform works.",
        ),
    ),
    DemoPage(
        model="recommendations.AnalysisIndexPage",
        slug="analizi",
        english_slug="analyses",
        in_menu=True,
        title=say("Анализи", "Analyses"),
        lead=say(
            "Изследвания на работата на общината и какво стана с препоръките от тях.",
            "Studies of the municipality's work and what became of their recommendations.",
        ),
    ),
    DemoPage(
        model="news.NewsIndexPage",
        slug="novini",
        english_slug="news",
        in_menu=True,
        title=say("Новини", "News"),
        lead=say("Какво се случи и какво предстои.", "What has happened and what comes next."),
    ),
    DemoPage(
        model="news.CampaignIndexPage",
        slug="kampanii",
        english_slug="campaigns",
        in_menu=True,
        title=say("Кампании", "Campaigns"),
        lead=say(
            "Срещи, обиколки и разяснения: как да участвате.",
            "Meetings, tours and explanations: how to take part.",
        ),
    ),
)

ABOUT = DemoPage(
    model="home.StandardPage",
    slug="za-platformata",
    english_slug="about",
    title=say("За платформата", "About the platform"),
    lead=say(
        "„Заедно“ е мястото, на което жителите и общината вземат решенията по-отворено.",
        "Zaedno, “together”, is where citizens and the municipality decide more openly.",
    ),
    streams={
        "body": (
            texts(
                say(
                    "Платформата е създадена с проекта на община Левски „Гражданското общество "
                    "в партньорство с местната власт“. На нея са събрани местните политики, "
                    "обществените консултации, правилата за участие, анализите и препоръките.",
                    "The platform was made by the project of the municipality of Levski “Civil "
                    "society in partnership with local government”. It brings together local "
                    "policies, public consultations, the rules for taking part, analyses and "
                    "recommendations.",
                ),
                say(
                    "Тя е за всички: жители, граждански организации, фирми и хора, които работят "
                    "в общината. За да участвате, не Ви трябва регистрация.",
                    "It is for everyone: residents, civic organisations, businesses and people who "
                    "work in the municipality. You need no account to take part.",
                ),
            ),
            Heading(say("Какво обещаваме", "What we promise")),
            texts(
                say(
                    "Всяка консултация завършва със справка: какво беше предложено, какво приехме "
                    "и защо. Всяка мярка има срок и отговорник. Закъсненията се виждат.",
                    "Each consultation ends with a report: what was suggested, what we accepted "
                    "and why. Each measure has a deadline and somebody who answers for it. "
                    "Delays are shown.",
                ),
            ),
        )
    },
)

HOW_IT_WORKS = DemoPage(
    model="home.StandardPage",
    slug="kak-raboti",
    english_slug="how-it-works",
    title=say("Как работи", "How it works"),
    lead=say(
        "Пет кратки стъпки от въпроса на общината до отговора на Вашето предложение.",
        "Five short steps from the municipality's question to the answer to your suggestion.",
    ),
    streams={
        "body": (
            Heading(say("Как да изпратите мнение", "How to send your opinion")),
            steps(
                say(
                    "Отворете консултация и прочетете проекта.", "Open a consultation and read it."
                ),
                say(
                    "Напишете мнението си или попълнете формуляра към нея.",
                    "Write your opinion or fill in the form that belongs to it.",
                ),
                say(
                    "Потвърдете по имейл, че сте Вие. Пращаме Ви връзка, която важи три дни.",
                    "Confirm by e-mail that it is you. We send you a link that is valid for "
                    "three days.",
                ),
                say(
                    "Модератор преглежда мнението по публикуваните правила.",
                    "A moderator reads it by the published rules.",
                ),
                say(
                    "След края на срока публикуваме справка с отговор на всяко предложение.",
                    "After the term we publish a report with an answer to each suggestion.",
                ),
            ),
            Heading(say("Без интернет", "Without the internet")),
            texts(
                say(
                    "Можете да подадете мнение и на хартия в Центъра за административно "
                    "обслужване или в кметството на Вашето село. То се брои наравно с останалите.",
                    "You can also hand in your opinion on paper at the citizens' service centre or "
                    "the town hall of your village. It counts like any other.",
                ),
            ),
            Link(say("Вижте консултациите", "See the consultations"), "konsultatsii"),
        )
    },
)

OPEN_DATA = DemoPage(
    model="home.StandardPage",
    slug="otvoreni-danni",
    english_slug="open-data",
    title=say("Отворени данни и API", "Open data and API"),
    lead=say(
        "Всичко публично на платформата можете да вземете и в машинно четим вид.",
        "All that is public on the platform can be had in machine-readable form too.",
    ),
    streams={
        "body": (
            texts(
                say(
                    "Програмният интерфейс (API) дава страниците, политиките, правилата, "
                    "консултациите, препоръките и новините като JSON. Не се иска ключ. "
                    "Описанието му е на адрес /api/v3/docs/.",
                    "The programming interface (API) gives pages, policies, rules, consultations, "
                    "recommendations and news as JSON. No key is asked for. "
                    "It is described at /api/v3/docs/.",
                ),
            ),
            Heading(say("Условия за ползване", "Conditions of use")),
            texts(
                say(
                    "Данните могат да се ползват свободно, и с търговска цел, ако посочите "
                    "източника и деня, в който сте ги взели. Личните данни не са част от тях.",
                    "The data may be used freely, also for profit, if you name the source and the "
                    "day on which you took them. Personal data are no part of them.",
                ),
            ),
            Heading(say("Ако нещо липсва", "If something is missing")),
            texts(
                say(
                    "Пишете ни от страницата за контакти. Искане по Закона за достъп до "
                    "обществена информация можете да подадете и без обяснение защо.",
                    "Write to us from the contact page. You may ask under the Access to Public "
                    "Information Act without saying why.",
                ),
            ),
        )
    },
)
