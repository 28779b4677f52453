"""A post and whose it is, said once."""

import pytest

from liaison.whose import whose


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Liaison officer", "Liaison officer, Coastal Police Service"),
        ("Liaison officer, Coastal Police", "Liaison officer, Coastal Police"),
        ("Liaison officer, Coastal Police Service", "Liaison officer, Coastal Police Service"),
        ("Liaison officer, Night Patrol", "Liaison officer, Night Patrol, Coastal Police Service"),
        ("Coastal Police", "Coastal Police, Coastal Police Service"),
    ],
)
def test_whose_post_it_is_is_said_once(name, said):
    assert whose(name, "Coastal Police Service") == said
