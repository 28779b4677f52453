"""Reference numbers: unambiguous, in no order, and no words."""

from incidents import references


def test_a_reference_can_be_said_on_the_telephone():
    drawn = [references.draw() for _ in range(500)]

    assert all(references.PATTERN.fullmatch(one) for one in drawn)
    assert not set("".join(drawn)) & set("0O1ILS8BZ AEIOU")
    assert len(set(drawn)) == 500


def test_references_follow_no_order():
    drawn = [references.draw() for _ in range(100)]

    assert drawn != sorted(drawn)
    assert len({one[0] for one in drawn}) > 10
