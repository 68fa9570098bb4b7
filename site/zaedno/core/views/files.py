"""Images from the data folder, for machines without a web server in front."""

import posixpath

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.static import serve

ONE_YEAR = 365 * 24 * 60 * 60


@require_safe
def image_file(request: HttpRequest, path: str) -> HttpResponse | FileResponse:
    """A rendition or an original image. Documents are not served here: they ask for permission.

    Raises:
        Http404: no such image.
    """
    if posixpath.normpath(path) != path:
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    # Names of renditions carry a hash of what was done to the image, so they never change.
    response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    # An image could be SVG or HTML in disguise: it must never run as a page of this site.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
