"""The demonstration is loaded into an empty database, on any day, and nowhere else."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from desk.demo import loading
from desk.demo.places import PLACES
from incidents.models import Incident
from liaison import standing_in
from liaison.models import Organisation, Partnership, Site
from liaison.roles import Side
from visits.lifecycle import Stage
from visits.models import Visit

pytestmark = pytest.mark.django_db
PASSWORD = "harbour-lights"


def load(monkeypatch, password: str = PASSWORD) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", password)
    call_command("load_demo")


@pytest.mark.parametrize(
    "at",
    [
        datetime(2025, 3, 9, 9, 30, tzinfo=UTC),  # the night the clocks change
        datetime(2024, 12, 29, 6, 45, tzinfo=UTC),  # a Saturday night before a year's end
    ],
    ids=["clock change", "weekend"],
)
def test_it_loads_on_any_day(db, monkeypatch, tmp_path, at):
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)

    assert loading.load(PASSWORD, at=at)

    assert Visit.objects.filter(starts__gt=at, stage=Stage.CONFIRMED).count() >= 4
    assert Incident.objects.filter(due_at__lt=at).exists()
    assert Site.objects.count() == len(PLACES)
    # Somebody is away today, and a backup stands in.
    pair = Partnership.objects.get(site__slug="foundry")
    assert standing_in.in_place_of(pair.pk, Side.POLICE, on=pair.site.operator.day_at(at))


def test_a_database_with_organisations_of_its_own_is_left_alone(db, monkeypatch):
    Organisation.objects.create(kind="police", name="A real service")

    with pytest.raises(CommandError, match="organisations of your own"):
        load(monkeypatch)

    assert Organisation.objects.count() == 1


def test_no_demo_is_loaded_where_none_is_shown(db, monkeypatch, settings):
    settings.SHOWS_DEMO = False

    with pytest.raises(CommandError, match="shows no demo"):
        load(monkeypatch)


def test_the_password_has_to_be_said(db, monkeypatch):
    with pytest.raises(CommandError, match="DEMO_PASSWORD"):
        load(monkeypatch, "")
