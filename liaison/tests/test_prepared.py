"""Queries that are worked out once: the same rows as the queryset, whatever the values."""

import uuid
from datetime import UTC, date, datetime

import pytest

from accounts.models import Person
from liaison.among import Among
from liaison.instances import Instances, Part
from liaison.models import HoursSet, Mandate, Organisation, Site
from liaison.prepared import Prepared
from tests import cast as the_cast

AT = datetime(2025, 2, 4, 18, tzinfo=UTC)


def test_it_gives_the_same_rows_as_the_queryset(cast):
    def known(site_id, at):
        rows = HoursSet.objects.filter(site_id=site_id, recorded_at__lte=at)
        return rows.values_list("id", "schedule", "recorded_at", "site__name")

    prepared = Prepared(known, uuid.UUID, datetime)

    for site in (cast.site, cast.other_site):
        assert prepared.rows(site.pk, AT) == list(known(site.pk, AT))
        assert prepared.rows(site.pk, AT)
    assert prepared.rows(cast.site.pk, the_cast.RECORDED.replace(year=2023)) == []


def test_days_and_texts_are_values_too(cast):
    def beginning(day, email):
        rows = Mandate.objects.filter(starts_on=day, person__email=email)
        return rows.values_list("person_id", "starts_on", "ends_on")

    prepared = Prepared(beginning, date, str)

    assert prepared.rows(the_cast.SINCE, cast.former.email) == [
        (cast.former.pk, the_cast.SINCE, date(2024, 6, 30))
    ]
    assert prepared.rows(the_cast.SINCE, "' OR 1=1 --") == []


def test_one_value_may_stand_in_several_places(cast):
    def of(id_):
        return Site.objects.filter(operator_id=id_) | Site.objects.filter(pk=id_)

    prepared = Prepared(lambda id_: of(id_).order_by("name").values_list("name"), uuid.UUID)

    assert prepared.rows(cast.operator.pk) == [("Harbour Street",)]
    assert prepared.rows(cast.site.pk) == [("Harbour Street",)]


def test_many_ids_are_one_value(cast):
    prepared = Prepared(
        lambda ids: Site.objects.filter(Among("id", ids)).order_by("name").values_list("name"), list
    )

    assert prepared.rows([]) == []
    assert prepared.rows([cast.site.pk]) == [("Harbour Street",)]
    assert prepared.rows([cast.site.pk, cast.other_site.pk, cast.operator.pk]) == [
        ("Harbour Street",),
        ("Mill Lane",),
    ]


def test_instances_come_with_what_hangs_on_them(cast, django_assert_num_queries):
    parts = [
        Part("", Mandate),
        Part("organisation", Organisation, "id", "name"),
        Part("ended_by", Person, "id", "name"),
    ]
    asked = Instances(lambda id_: Mandate.objects.filter(person_id=id_), parts, uuid.UUID)

    with django_assert_num_queries(1):
        [found] = asked.found(cast.manager.pk)
        assert found.organisation.name == cast.operator.name
        assert found.ended_by is None
    assert found == Mandate.objects.get(person=cast.manager)
    assert asked.found(cast.site.pk) == []


def test_a_value_that_is_nowhere_in_the_query_is_a_fault(cast):
    prepared = Prepared(lambda id_: Site.objects.values_list("name"), uuid.UUID)

    with pytest.raises(ValueError, match="nowhere"):
        prepared.rows(cast.site.pk)


def test_it_is_worked_out_once(cast):
    built = []

    def named(id_):
        built.append(id_)
        return Site.objects.filter(pk=id_).values_list("name")

    prepared = Prepared(named, uuid.UUID)

    assert [prepared.rows(site.pk) for site in (cast.site, cast.other_site)] == [
        [("Harbour Street",)],
        [("Mill Lane",)],
    ]
    assert len(built) == 1
