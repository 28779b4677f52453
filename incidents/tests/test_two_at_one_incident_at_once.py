"""Two people write at the very same moment: one after the other, and nothing is lost."""

from dataclasses import replace
from uuid import uuid4

import pytest

from audit import ledger
from incidents import discussing, releasing, settling
from incidents.mediation import drafting
from incidents.mediation.tests import cases
from incidents.models import Incident, Settlement, Statement
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Outcome
from incidents.tests import reports
from liaison.refusal import Stale
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def shared(incident):
    rows = incident.statements.filter(lane="shared", kind="discussion").order_by("at", "id")
    return [one.words() for one in rows]


def test_both_sides_write_and_who_came_second_writes_again(cast):
    incident = reports.acknowledged(cast)
    seen = incident.revision
    said = {cast.manager: "From the site.", cast.liaison: "From the police."}

    def say(by):
        return lambda: discussing.say(incident, said[by], by=by, revision=seen, at=NOW)

    people = list(said)
    ended = at_once(*map(say, people))

    only_one(ended, Stale)
    [late] = [by for by, one in zip(people, ended, strict=True) if isinstance(one, Stale)]
    incident.refresh_from_db()
    discussing.say(incident, said[late], by=late, revision=incident.revision, at=NOW)
    assert sorted(shared(incident)) == sorted(said.values())
    assert ledger.verify(cast.partnership.chain)


def test_two_of_one_side_release_and_one_of_them_does(cast):
    incident = reports.logged(cast)
    seen = incident.revision

    def release(by, words):
        return lambda: releasing.release(
            incident, words, manner=reports.PLAIN, by=by, revision=seen, at=NOW
        )

    ended = at_once(release(cast.manager, "One."), release(cast.alternate, "Two."))

    only_one(ended, NotTheMoment, Stale)
    words = [one.words() for one in Statement.objects.filter(incident=incident, lane="shared")]
    assert words in (["One."], ["Two."])
    assert Incident.objects.get().moves.filter(step="release").count() == 1


def test_both_sides_propose_and_one_settlement_lies_on_the_table(cast):
    incident = reports.acknowledged(cast)
    seen = incident.revision

    def propose(by):
        return lambda: settling.propose(
            incident, Outcome.CLARIFIED, "We agree.", by=by, revision=seen, at=NOW
        )

    ended = at_once(propose(cast.manager), propose(cast.liaison))

    only_one(ended, NotTheMoment, Stale)
    assert Settlement.objects.open().count() == 1


def test_two_drafts_from_one_and_the_second_is_told_of_the_first(cast):
    case = cases.drafted(cast)
    seen = cases.digest_of(case)

    def draft(words):
        terms = replace(cases.TERMS, words=words)
        return lambda: drafting.draft(case, terms, key=uuid4(), seen=seen, by=cast.mediator, at=NOW)

    ended = at_once(draft("One."), draft("Two."))

    stands = only_one(ended, Stale)
    assert Settlement.objects.open().get() == stands
    assert Settlement.objects.count() == 2
    assert ledger.verify(cast.partnership.chain)
