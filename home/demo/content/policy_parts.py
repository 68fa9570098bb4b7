"""How the demo's policies are written down."""

from home.demo.words import Area, DemoChild, DemoPage, InDays, Part, Said, Unit


def measure(title: Said, status: str, due: int, text: Said | None = None) -> DemoChild:
    """A measure, due some days from the day of loading."""
    return DemoChild(
        {"title": title, "status": status, "deadline": InDays(due), "text": text or ""}
    )


def objective(title: Said, text: Said, *measures: DemoChild) -> DemoChild:
    """An objective with its measures."""
    return DemoChild({"title": title, "text": text}, {"measures": measures})


def policy(
    slugs: tuple[str, str],
    title: Said,
    lead: Said,
    *objectives: DemoChild,
    kind: str,
    period: tuple[int, int],
    subject: tuple[str, str],
    decision: Said,
    body: tuple[Part, ...],
) -> DemoPage:
    """A policy.

    Args:
        slugs: last part of its address in Bulgarian and English.
        title: name.
        lead: introduction.
        *objectives: its objectives with their measures.
        kind: value of the kind of policy.
        period: first and last year.
        subject: keys of its area and of the unit that answers for it.
        decision: act by which it was adopted.
        body: the text below the objectives.
    """
    area, unit = subject
    return DemoPage(
        model="policies.PolicyPage",
        slug=slugs[0],
        english_slug=slugs[1],
        parent="politiki",
        title=title,
        lead=lead,
        values={
            "kind": kind,
            "period_start": period[0],
            "period_end": period[1],
            "area": Area(area),
            "unit": Unit(unit),
            "decision": decision,
        },
        streams={"body": body},
        children={"objectives": objectives},
        invented=True,
    )
