"""Codes of this app as people read them."""

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from liaison.bilingual import Bilingual
from liaison.models import Designation
from liaison.roles import Role, Side

register = template.Library()


@register.filter
def role_name(code: str) -> str:
    """ "site_manager" as "Site manager", in the active language."""
    return str(Role(code).label) if code in Role.values else _("another role")


@register.filter
def side_name(code: str) -> str:
    """ "police" as "Police"."""
    return str(Side(code).label) if code in Side.values else ""


@register.filter
def rank_name(code: str) -> str:
    """ "backup" as "Backup"."""
    ranks = Designation.Rank
    return str(ranks(code).label) if code in ranks.values else ""


@register.filter
def said(text: Bilingual) -> SafeString:
    """The words in the reader's language; where it has only the other, those, marked as such."""
    own = get_language() or settings.LANGUAGE_CODE
    words, code = text.read_in(own)
    if not words or own.startswith(code):
        return conditional_escape(words)
    return format_html('<span lang="{}">{}</span>', code, words)


@register.filter
def in_both(text: Bilingual) -> SafeString:
    """The words in every language they are said in, for whoever writes them."""
    return format_html_join(" / ", '<span lang="{}">{}</span>', text.said_in)


@register.filter
def language_midway(code: str) -> str:
    """ "fr" as "French", or as "français" within a French sentence, where names of languages are
    written small."""
    name = get_language_info(code)["name_translated"]
    return name if (get_language() or "").startswith("en") else name.lower()
