"""What the API consists of: each app registers its router and its open data, the API assembles.

Called from ``AppConfig.ready()``; routers are named by import path, because they need all models.
"""

from collections.abc import Mapping
from types import MappingProxyType

_routers: dict[str, str] = {}
_collections: dict[str, str] = {}


def register_router(prefix: str, router: str) -> None:
    """Mount a router.

    Args:
        prefix: where it stands under the API's root, such as ``/policies/``.
        router: import path of a `ninja.Router`.
    """
    _routers[prefix] = router


def register_collection(name: str, collection: str) -> None:
    """Offer a list as open data, whole, for download.

    Args:
        name: its name in addresses.
        collection: import path of a `zaedno.api.listing.Collection`.
    """
    _collections[name] = collection


def routers() -> Mapping[str, str]:
    """The registered routers by prefix."""
    return MappingProxyType(_routers)


def collections() -> Mapping[str, str]:
    """The registered collections by name."""
    return MappingProxyType(_collections)
