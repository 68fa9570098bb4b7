"""The pages of the site."""

from django.views.decorators.csrf import csrf_exempt
from wagtail.views import serve

# Forms on pages need no token: `zaedno.core.same_site` refuses what other sites send.
serve_page = csrf_exempt(serve)
