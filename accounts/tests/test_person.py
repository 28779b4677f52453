"""How a person is named on a page."""

from django.utils import translation

from accounts.models import Person


def test_the_portal_is_named_in_the_language_of_the_reader(cast):
    portal = Person.system()

    assert portal.told == "The portal"
    with translation.override("fr"):
        assert portal.told == "Le portail"
        assert cast.manager.told == cast.manager.name
