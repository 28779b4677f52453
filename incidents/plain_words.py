"""Words as they are compared in a search."""

import unicodedata


def plain(text: str) -> str:
    """Small letters without their marks, as the search on the page compares them."""
    parts = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
