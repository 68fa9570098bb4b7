"""The site itself: its address, its root, what the municipality says of itself on every page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sites.models import Site as DjangoSite
from wagtail.models import Page, Site

from home.demo.content.sections import HOME
from home.demo.outcomes import Loading, Outcome
from zaedno.core.models import SiteSettings

_USUAL_PORTS = {"http": 80, "https": 443}

# What is written once into the settings; phone and mailbox are examples.
FACTS = {
    "municipality_bg": "Община Левски",
    "municipality_en": "Municipality of Levski",
    "address_bg": "5900 Левски, бул. „България“ 58",
    "address_en": "58 Bulgaria Blvd., 5900 Levski",
    "phone": "0650 00 010",
    "email": "obshtina@example.org",
    "working_hours_bg": "Всеки работен ден от 8:00 до 17:00 часа",
    "working_hours_en": "Each working day from 8:00 to 17:00",
    "eu_funding_note_bg": (
        "Платформата е създадена по проект „Гражданското общество в партньорство с местната "
        "власт“ на община Левски, финансиран от Европейския съюз (85 на сто)."
    ),
    "eu_funding_note_en": (
        "The platform was made by the project “Civil society in partnership with local "
        "government” of the municipality of Levski, funded by the European Union (85 per cent)."
    ),
}
LINKS = {
    "accessibility_page_id": "dostapnost",
    "privacy_page_id": "lichni-danni",
    "contact_page_id": "kontakti",
    "rules_page_id": "pravila-za-platformata",
}


def load_site(loading: Loading) -> Outcome:
    """Give the site its address and its home page, and clear away Wagtail's first page."""
    address = urlsplit(settings.SITE_URL)
    wanted = {
        "hostname": address.hostname or "localhost",
        "port": address.port or _USUAL_PORTS.get(address.scheme, 80),
        "root_page_id": loading.page_ids[HOME.slug],
        "site_name": str(HOME.title),
    }
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    changed = site.pk is None or any(getattr(site, name) != value for name, value in wanted.items())
    if changed:
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()
    named = _name_for_mails(address.netloc)
    cleared = _remove_welcome_page()
    return Outcome.REFRESHED if changed or named or cleared else Outcome.UNCHANGED


def _name_for_mails(domain: str) -> bool:
    """Tell django.contrib.sites, whose domain stands in links of mails; whether it was another."""
    wanted = {"domain": domain, "name": str(HOME.title)}
    if DjangoSite.objects.filter(pk=settings.SITE_ID, **wanted).exists():
        return False
    DjangoSite.objects.update_or_create(pk=settings.SITE_ID, defaults=wanted)
    DjangoSite.objects.clear_cache()
    return True


def _remove_welcome_page() -> bool:
    """Delete the page that Wagtail's first migration makes, unless somebody built on it."""
    first = Page.objects.filter(depth=2, content_type__app_label="wagtailcore", numchild=0)
    unused = first.filter(sites_rooted_here=None)
    found = list(unused)
    for page in found:
        page.delete()
    return bool(found)


def load_settings(loading: Loading) -> Outcome:
    """Fill in contacts and standing links; leave alone what somebody has filled in."""
    kept = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    wanted = {**FACTS, **{name: loading.page_ids[slug] for name, slug in LINKS.items()}}
    empty = {
        name: value
        for name, value in wanted.items()
        if getattr(kept, name) != value and (loading.refresh or not getattr(kept, name))
    }
    for name, value in empty.items():
        setattr(kept, name, value)
    if empty:
        kept.save()
    return Outcome.CREATED if empty else Outcome.UNCHANGED
