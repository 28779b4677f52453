"""A notice is shown only while its recipient may see the thing it is about."""

from uuid import uuid4

from desk import notice_access


def about(thing):
    return thing._meta.label_lower, str(thing.pk)


def test_one_sees_what_ones_mandate_covers_and_nothing_else(cast):
    both = [about(cast.site), about(cast.other_site), about(cast.partnership)]

    assert notice_access.still_visible(cast.liaison, both) == {
        about(cast.site),
        about(cast.partnership),
    }
    assert notice_access.still_visible(cast.other_liaison, both) == {about(cast.other_site)}


def test_an_ended_mandate_sees_nothing(cast):
    assert notice_access.still_visible(cast.former, [about(cast.site)]) == set()


def test_what_is_unknown_or_not_scoped_is_seen_by_nobody(cast):
    unknown = [
        ("liaison.site", str(uuid4())),
        ("nowhere.nothing", "1"),
        ("no label", "1"),
        about(cast.division),
        ("accounts.person", str(cast.manager.pk)),
    ]

    assert notice_access.still_visible(cast.liaison, unknown) == set()


def test_a_whole_page_costs_one_query_a_model_beside_the_standing(
    cast, django_assert_max_num_queries
):
    many = [about(cast.site), about(cast.other_site), about(cast.partnership)] * 10

    with django_assert_max_num_queries(6):
        notice_access.still_visible(cast.liaison, many)
