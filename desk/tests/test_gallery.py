"""Those who build pages find every piece, what it asks for, and all its states."""

import importlib

import pytest
from django.urls import clear_url_caches

from desk import gallery, urls

PIECES = list(gallery.pieces())
# They stand around every page, the gallery included.
FRAME = {
    "account",
    "bell",
    "brand",
    "demo_label",
    "foot",
    "language",
    "languages",
    "messages",
    "rail",
    "sign_out",
    "styles",
}


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_a_component_says_what_it_asks_for_and_shows_its_states(piece):
    assert piece.told
    assert bool(piece.example) != (piece.name in FRAME)


@pytest.mark.django_db
def test_the_gallery_shows_every_piece(client):
    page = client.get("/gallery/").content.decode()

    assert page.count('<section class="gallery-piece"') == len(PIECES) - len(FRAME) + 2
    assert "Wait at the door" in page


def test_there_is_no_gallery_in_production(settings):
    settings.EMBEDDED = False
    try:
        names = [entry.name for entry in importlib.reload(urls).urlpatterns]
    finally:
        settings.EMBEDDED = True
        importlib.reload(urls)
        clear_url_caches()

    assert "gallery_show" not in names
