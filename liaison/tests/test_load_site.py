"""``manage.py load_site``: a site from a file, all of it or nothing."""

import json

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from accounts.models import Person
from audit.models import Entry
from liaison import timekeeping
from liaison.models import HoursSet, Organisation, Site
from liaison.tests.test_hours_file import SITE, changed

# A Monday on which it would be open longer, and is open shorter.
EARLY_CLOSING = {
    "date": "2025-03-31",
    "kind": "extended",
    "intervals": [{"opens": "06:00", "closes": "12:00"}],
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path, capsys):
    """Loads what is given; returns (exit status, stdout, stderr)."""

    def run(site):
        path = tmp_path / "site.json"
        path.write_bytes(site if isinstance(site, bytes) else json.dumps(site).encode())
        return command(str(path), capsys)

    return run


def command(path, capsys):
    status = 0
    try:
        call_command("load_site", path)
    except SystemExit as end:
        status = end.code
    told = capsys.readouterr()
    return status, told.out, told.err


def test_a_new_site_is_created_with_its_operator_and_hours(load):
    status, out, err = load(SITE)

    site = Site.objects.get(slug="north-quay")
    assert (status, err) == (0, "")
    assert out == "north-quay: operator created, site created, hours recorded\n"
    assert (site.operator.name, site.operator.zone) == ("Quay Health", "Europe/Copenhagen")
    assert (site.operator.kind, site.operator.country) == ("operator", "DK")
    assert timekeeping.hours_known(site).recorded_by == Person.system()
    assert site.lifecycle == "operating"


def test_the_same_file_again_changes_nothing(load):
    load(SITE)
    entries = Entry.objects.count()

    status, out, _err = load(SITE)

    assert (status, out) == (0, "north-quay: nothing has changed\n")
    assert (HoursSet.objects.count(), Entry.objects.count()) == (1, entries)


def test_other_hours_are_recorded_beside_the_old_ones(load):
    load(SITE)

    _status, out, _err = load(changed(hours=[], exceptions=[]))

    site = Site.objects.get()
    assert out == "north-quay: hours recorded\n"
    assert site.hours_sets.count() == 2
    assert timekeeping.hours_known(site).schedule["hours"] == []


def test_the_sites_own_facts_are_brought_up_to_date(load):
    load(SITE)

    _status, out, _err = load(changed(name="South Quay", lifecycle="suspended"))

    site = Site.objects.get()
    assert out == "north-quay: name changed, lifecycle changed, hours recorded\n"
    assert (site.name, site.lifecycle) == ("South Quay", "suspended")
    # The stage of life is part of what was known then.
    assert timekeeping.hours_known(site).schedule["lifecycle"] == "suspended"


def test_a_known_operator_is_used(load):
    Organisation.objects.create(kind="operator", name="Quay Health")

    _status, out, _err = load(SITE)

    assert out == "north-quay: site created, hours recorded\n"


@pytest.mark.parametrize(
    ("site", "reason"),
    [
        (
            changed(hours=[{"weekday": "monday", "opens": "09:00", "closes": "25:00"}]),
            'hours[0].closes: "25:00" is not a time from 00:00 to 24:00; write it like 01:00',
        ),
        (changed(zone="Mars/Base"), 'zone: "Mars/Base" is not a time zone'),
        (
            changed(exceptions=[EARLY_CLOSING]),
            "exceptions[0].intervals[0]: On Mon 31 Mar 2025 the site is open 07:30–23:30 as usual",
        ),
        (b"{", "file: is not JSON; look at line 1, column 2"),
    ],
    ids=["time", "zone", "longer that is shorter", "json"],
)
def test_a_bad_file_is_refused_and_changes_nothing(load, site, reason):
    load(SITE)
    before = (HoursSet.objects.count(), Site.objects.values().get(), Entry.objects.count())

    status, out, err = load(site)

    assert (status, out) == (1, "")
    assert err.startswith(reason)
    assert (HoursSet.objects.count(), Site.objects.values().get(), Entry.objects.count()) == before


def test_an_organisation_that_operates_no_sites_cannot_be_the_operator(load):
    Organisation.objects.create(kind="police", name="Quay Health")

    status, _out, err = load(SITE)

    assert status == 1
    assert err == "operator: is an organisation that operates no sites: Police service\n"
    assert not Site.objects.exists()


def test_a_site_that_is_there_is_not_given_to_an_operator_nobody_knows(load):
    load(SITE)
    before = (Site.objects.values().get(), Organisation.objects.count(), Entry.objects.count())

    status, out, err = load(changed(operator="Quay Helath", name="South Quay"))

    assert (status, out) == (1, "")
    assert err == "operator: is the name of no organisation; the site is run by Quay Health\n"
    assert before == (
        Site.objects.values().get(),
        Organisation.objects.count(),
        Entry.objects.count(),
    )


def test_a_site_without_partnerships_passes_to_an_operator_that_is_known(load):
    load(SITE)
    Organisation.objects.create(kind="operator", name="Harbour Trust")

    _status, out, _err = load(changed(operator="Harbour Trust"))

    assert out == "north-quay: operator changed\n"
    assert Site.objects.get().operator.name == "Harbour Trust"


def test_a_site_with_partnerships_keeps_its_operator(load, cast):
    Organisation.objects.create(kind="operator", name="Quay Health")

    status, _out, err = load(changed(slug=cast.site.slug))

    cast.site.refresh_from_db()
    assert status == 1
    assert err.startswith("operator: cannot change while the site has partnerships")
    assert cast.site.operator.name == "Harbour Health"


@pytest.mark.parametrize("name", ["missing.json", "", "a\0b", "."])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, capsys, name):
    path = str(tmp_path / name) if name else str(tmp_path)

    status, _out, err = command(path, capsys)

    assert status == 1
    assert err.startswith("file: cannot be read: ")


def test_a_file_with_a_thousand_faults_names_the_first_of_them(load):
    status, _out, err = load(changed(hours=[7] * 1000))

    assert status == 1
    assert len(err.splitlines()) == 21
    assert err.splitlines()[-1] == "and 980 more"


def test_a_site_set_up_by_somebody_else_at_the_same_moment_is_told(load, monkeypatch):
    def beaten(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr("liaison.loading.load", beaten)

    assert load(SITE) == (
        1,
        "",
        "file: somebody else was setting up the same site; load it again\n",
    )
