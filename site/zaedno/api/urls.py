"""The public API: Wagtail's API v3 with the routers of the apps, assembled before it is read."""

import json
from functools import cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path
from django.utils import translation
from ninja import NinjaAPI
from ninja.openapi.docs import Swagger
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder
from wagtail.api.v3.urls import api

from zaedno.api.errors import not_found, register_error_handlers
from zaedno.api.registry import routers
from zaedno.api.throttling import AnonymousThrottle

DESCRIPTION = (
    "Everything public on the site, read-only and without registration. Lists give their items "
    "with all that a list shows; `/pages/{id}/` gives a page whole."
)


class Docs(Swagger):
    """The description of the API for people, in our frame and from our files."""

    template = "api/docs.html"


class ReadableJSON(JSONRenderer):
    """JSON in which Cyrillic letters are letters: half the size, and people can read it."""

    json_dumps_params = {"ensure_ascii": False}


@cache
def _description() -> str:
    # The help texts in it are those of the CMS; programs and those who write them read English.
    with translation.override("en"):
        schema = api.get_openapi_schema()
        return json.dumps(schema, ensure_ascii=False, cls=NinjaJSONEncoder)


def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the API for programs: made once, because it takes seconds."""
    if not settings.WAGTAILAPI_DOCS_ENABLED:
        raise Http404
    return HttpResponse(_description(), content_type="application/json")


def assemble(product: NinjaAPI) -> NinjaAPI:
    """Give Wagtail's API our routers, our errors, our limits, and its name."""
    product.title = "Заедно"
    product.description = DESCRIPTION
    product.docs = Docs(settings={"tryItOutEnabled": True})
    product.renderer = ReadableJSON()
    product.throttle = AnonymousThrottle()
    register_error_handlers(product)
    for prefix, router in routers().items():
        product.add_router(prefix, router)
    return product


urlpatterns = [
    path("openapi.json", openapi),
    path("", assemble(api).urls),
    re_path(r"^.*/$", not_found),
]
