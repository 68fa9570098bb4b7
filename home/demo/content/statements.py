"""The accessibility statement by the EU model, the privacy notice, contacts."""

from home.demo.words import DemoChild, DemoPage, Heading, Link, points, say, texts

CONTACT = DemoPage(
    model="home.ContactPage",
    slug="kontakti",
    english_slug="contact",
    title=say("Контакти", "Contact"),
    lead=say(
        "Как да ни намерите и как да ни кажете, ако нещо на сайта Ви пречи.",
        "How to reach us, and how to tell us if something on the site stands in your way.",
    ),
    values={
        "privacy_note": say(
            "Ползваме написаното само за да отстраним пречката и да Ви отговорим. Четат го "
            "служителите, които поддържат платформата. Пазим го една година.",
            "We use what you write only to remove the barrier and to answer you. It is read by the "
            "staff who look after the platform. We keep it for one year.",
        ),
        "thank_you": say(
            "Благодарим Ви. Ще прегледаме съобщението до пет работни дни. Ако сте оставили имейл, "
            "ще Ви отговорим на него.",
            "Thank you. We shall look into your message within five working days. If you left an "
            "e-mail address, we shall answer there.",
        ),
    },
    streams={
        "body": (
            Heading(say("Община Левски", "Municipality of Levski")),
            texts(
                say(
                    "Център за административно обслужване: 5900 Левски, бул. „България“ 58. "
                    "Телефонът и имейлът в тази примерна страница не са истински: "
                    "0650 00 010, uslugi@example.org.",
                    "Citizens' service centre: 58 Bulgaria Blvd., 5900 Levski. The phone and the "
                    "e-mail address on this example page are not real: "
                    "0650 00 010, uslugi@example.org.",
                ),
                say(
                    "Приемаме всеки работен ден от 8:00 до 17:00 часа.",
                    "We are open each working day from 8:00 to 17:00.",
                ),
            ),
            Heading(say("Съобщете за пречка", "Report a barrier")),
            texts(
                say(
                    "Нещо не се чете, не се отваря или не може да се ползва без мишка? "
                    "Опишете го във формуляра.",
                    "Is something hard to read, does it not open, or can it not be used without a "
                    "mouse? Describe it in the form.",
                ),
            ),
        )
    },
    children={
        "form_fields": (
            DemoChild(
                {
                    "label": say("Какво Ви пречи", "What stands in your way"),
                    "field_type": "multiline",
                    "required": True,
                    "help_text": say(
                        "Опишете какво искахте да направите и какво стана.",
                        "Describe what you wanted to do and what happened.",
                    ),
                }
            ),
            DemoChild(
                {
                    "label": say("На коя страница", "On which page"),
                    "field_type": "singleline",
                    "required": True,
                    "help_text": say("Адрес или заглавие.", "Its address or title."),
                }
            ),
            DemoChild(
                {
                    "label": say("Какви помощни средства ползвате", "What aids you use"),
                    "field_type": "checkboxes",
                    "required": False,
                    "choices": say(
                        "екранен четец\nувеличаване на екрана\nсамо клавиатура\nгласово "
                        "управление\nдруго",
                        "screen reader\nscreen magnifier\nkeyboard only\nvoice control\nsomething "
                        "else",
                    ),
                }
            ),
            DemoChild(
                {
                    "label": say("Имейл за отговор", "E-mail for the answer"),
                    "field_type": "email",
                    "required": False,
                    "help_text": say("Може да оставите празно.", "May be left empty."),
                }
            ),
        )
    },
)

ACCESSIBILITY = DemoPage(
    model="home.StandardPage",
    slug="dostapnost",
    english_slug="accessibility",
    title=say("Декларация за достъпност", "Accessibility statement"),
    lead=say(
        "Община Левски се стреми този сайт да може да се ползва от всеки.",
        "The municipality of Levski wants everyone to be able to use this site.",
    ),
    streams={
        "body": (
            texts(
                say(
                    "Община Левски поема задължението да направи своя сайт достъпен в "
                    "съответствие със Закона за електронното управление, с който се въвежда "
                    "Директива (ЕС) 2016/2102. Тази декларация се отнася за платформата „Заедно“.",
                    "The municipality of Levski undertakes to make its site accessible in line "
                    "with "
                    "the Electronic Government Act, by which Directive (EU) 2016/2102 was brought "
                    "into law. This statement applies to the platform Zaedno.",
                ),
            ),
            Heading(say("Степен на съответствие", "Compliance status")),
            texts(
                say(
                    "Сайтът съответства частично на стандарта EN 301 549 (WCAG 2.1, ниво AA) "
                    "заради посочените по-долу изключения.",
                    "The site partly complies with the standard EN 301 549 (WCAG 2.1, level AA) "
                    "because of the exceptions named below.",
                ),
            ),
            Heading(say("Недостъпно съдържание", "Non-accessible content")),
            points(
                say(
                    "Някои сканирани документи отпреди създаването на платформата нямат текст, "
                    "който екранен четец може да прочете. При поискване даваме достъпен вариант.",
                    "Some scanned documents from before the platform have no text that a screen "
                    "reader can read. We give an accessible copy to anyone who asks.",
                ),
                say(
                    "Файловете, които гражданите прилагат към предложенията си, са такива, "
                    "каквито са изпратени.",
                    "Files that citizens attach to their suggestions are as they were sent.",
                ),
            ),
            Heading(say("Изготвяне на декларацията", "Preparation of this statement")),
            texts(
                say(
                    "Тази декларация е изготвена със самооценка на общината: с автоматични "
                    "проверки на всеки вид страница и с ръчни проверки с клавиатура и екранен "
                    "четец. Преглеждаме я поне веднъж годишно.",
                    "This statement was prepared by a self-assessment of the municipality: "
                    "automatic "
                    "checks of each kind of page and checks by hand with a keyboard and a screen "
                    "reader. We review it at least once a year.",
                ),
            ),
            Heading(say("Обратна връзка", "Feedback and contact")),
            texts(
                say(
                    "Ако срещнете пречка или Ви трябва документ в достъпен вид, съобщете ни с "
                    "формуляра в страницата за контакти. Отговаряме до 14 дни.",
                    "If you meet a barrier or need a document in an accessible form, tell us with "
                    "the form on the contact page. We answer within 14 days.",
                ),
            ),
            Link(say("Съобщете за пречка", "Report a barrier"), "kontakti"),
            Heading(say("Процедура по прилагане", "Enforcement procedure")),
            texts(
                say(
                    "Ако не сте доволни от отговора, можете да се обърнете към министъра на "
                    "електронното управление, който следи за спазването на изискванията, "
                    "или към омбудсмана на Републиката.",
                    "If the answer does not satisfy you, you may turn to the Minister of "
                    "Electronic "
                    "Governance, who oversees the requirements, or to the Ombudsman of the "
                    "Republic.",
                ),
            ),
        )
    },
)

PRIVACY = DemoPage(
    model="home.StandardPage",
    slug="lichni-danni",
    english_slug="privacy",
    title=say("Лични данни", "Privacy"),
    lead=say(
        "Какви данни събираме, за какво, кой ги вижда и колко време ги пазим.",
        "Which data we collect, what for, who sees them and how long we keep them.",
    ),
    streams={
        "body": (
            Heading(say("Кой отговаря", "Who is responsible")),
            texts(
                say(
                    "Администратор на данните е община Левски. На въпросите Ви отговаря "
                    "длъжностното лице по защита на данните; пишете на страницата за контакти.",
                    "The controller is the municipality of Levski. Your questions are answered by "
                    "its data protection officer; write to us from the contact page.",
                ),
            ),
            Heading(say("Какво събираме", "What we collect")),
            points(
                say(
                    "Коментар: името, което изберете, и текстът се публикуват. Имейлът служи само "
                    "за потвърждение и отговор и никога не се показва.",
                    "A comment: the name you choose and the text are published. Your e-mail "
                    "address "
                    "serves only to confirm and to answer and is never shown.",
                ),
                say(
                    "Формуляр: само отговорите на въпросите в него. Как ги ползваме, пише до "
                    "бутона за изпращане.",
                    "A form: only the answers to its questions. How we use them is written beside "
                    "the button.",
                ),
                say(
                    "Полезен коментар или сигнал: не питаме кой сте. Браузърът Ви пази знак до два "
                    "месеца, за да броим всеки читател веднъж. Ако не гласувате и не подавате "
                    "сигнал, знак няма.",
                    "A useful comment or a report: we do not ask who you are. Your browser keeps a "
                    "mark for up to two months, so that we count each reader once. Without your "
                    "vote or report there is no mark.",
                ),
                say(
                    "Профил и следене на страници: само имейлът Ви, докато закриете профила или се "
                    "отпишете. Докато сте в профила си, браузърът пази бисквитка за влизането.",
                    "An account and following pages: only your e-mail address, until you close the "
                    "account or unsubscribe. While you are signed in, your browser keeps a cookie.",
                ),
                say(
                    "Не ползваме бисквитки за следене и не даваме данни на рекламни мрежи.",
                    "We use no tracking cookies and give no data to advertising networks.",
                ),
            ),
            Heading(say("На какво основание", "On what grounds")),
            texts(
                say(
                    "Обработваме данните, за да изпълним задача от обществен интерес: законът ни "
                    "задължава да провеждаме обществени консултации (чл. 6, пар. 1, буква „д“ от "
                    "Общия регламент относно защитата на данните).",
                    "We process the data to carry out a task in the public interest: the law "
                    "obliges "
                    "us to hold public consultations (Article 6(1)(e) of the General Data "
                    "Protection "
                    "Regulation).",
                ),
            ),
            Heading(say("Колко време", "For how long")),
            texts(
                say(
                    "Всеки вид данни има свой срок. Имейлът до коментар се изтрива след две "
                    "години, отхвърлените коментари – след една. Всички срокове са в края на тази "
                    "страница.",
                    "Each kind of data has its own term. The e-mail address of a comment is erased "
                    "after two years, refused comments after one. All terms stand at the end of "
                    "this page.",
                ),
            ),
            Heading(say("Вашите права", "Your rights")),
            texts(
                say(
                    "Можете да поискате достъп до данните си, поправка, изтриване или ограничаване "
                    "и да възразите срещу обработването. Отговаряме до един месец. Можете да "
                    "подадете жалба до Комисията за защита на личните данни.",
                    "You may ask to see your data, to have them corrected, erased or restricted, "
                    "and "
                    "you may object to their use. We answer within one month. You may complain to "
                    "the Commission for Personal Data Protection.",
                ),
                say(
                    "За деца под 14 години е нужно съгласие на родител. Не публикуваме имена на "
                    "непълнолетни.",
                    "For children under 14 a parent must consent. We publish no names of minors.",
                ),
            ),
        )
    },
)

STATEMENTS = (CONTACT, ACCESSIBILITY, PRIVACY)
