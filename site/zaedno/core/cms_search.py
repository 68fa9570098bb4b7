"""The search of the CMS in its own lists: Wagtail's, made safe for quotation marks.

On SQLite Wagtail puts each word between quotation marks and does not double those inside it: a
search for a title in quotation marks would end as an error of the database.
"""

from typing import Any

from wagtail.search.backends import database
from wagtail.search.query import Phrase, PlainText, SearchQuery

COMPILERS = ("query_compiler_class", "autocomplete_query_compiler_class")


def SearchBackend(params: dict[str, Any]) -> Any:
    """Make the search backend for the database in use."""
    backend = database.SearchBackend(params)
    if backend.__class__.__name__ == "SQLiteSearchBackend":
        for name in COMPILERS:
            setattr(backend, name, _doubling_quotation_marks(getattr(backend, name)))
    return backend


def _doubling_quotation_marks(compiler: type) -> type:
    """A compiler of queries that quotes what people type."""

    def build_search_query_content(self: Any, query: SearchQuery, config: Any = None) -> Any:
        # Defined by the compiler class of SQLite, which the stubs do not know.
        return compiler.build_search_query_content(self, _quotable(query), config=config)  # type: ignore[attr-defined]

    return type(
        compiler.__name__, (compiler,), {"build_search_query_content": build_search_query_content}
    )


def _quotable(query: SearchQuery) -> SearchQuery:
    """The same query with each quotation mark doubled, as FTS5 asks."""
    if isinstance(query, PlainText):
        return PlainText(query.query_string.replace('"', '""'), query.operator, query.boost)
    if isinstance(query, Phrase):
        return Phrase(query.query_string.replace('"', '""'))
    return query
