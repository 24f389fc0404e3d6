"""Addresses of the registry's own pages, each worked out once: a list of two hundred meetings asks for hundreds."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=8192)
def address(name: str, *args: str | int) -> str:
    """The path of the page `name`, as `reverse` gives it."""
    return reverse(name, args=args)
