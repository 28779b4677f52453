"""Whatever is done about an incident is in the ledger afterwards: once, in order, without words."""

import json
import uuid

from audit import ledger
from audit.models import Entry
from incidents import keeping, keeping_back, noting, settling, taking_up
from incidents.keeping import Answer, Verdict
from incidents.taxonomy import Evidence, Outcome, Severity
from incidents.tests import reports
from incidents.tests.test_keeping import OURS, OVER, THEIRS
from tests.cast import NOW


def told(chain):
    """The verbs of a chain, in its order."""
    assert ledger.verify(chain)
    entries = Entry.objects.filter(chain_id=chain.id).order_by("seq").select_related("body")
    return [entry.body.read()["verb"].removeprefix("incidents.") for entry in entries]


def propose(incident, promises=(), *, by):
    return settling.propose(incident, Outcome.EXPLAINED, "So.", promises, by=by, at=NOW)


def test_what_both_sides_do_is_in_the_chain_of_their_partnership(cast):
    incident = reports.proposed(cast, promises=[OURS])
    first = incident.settlements.get()
    settling.decline(incident, first.pk, "We need a date.", by=cast.liaison, at=NOW)
    second = propose(incident, by=cast.manager)
    settling.withdraw(incident, second.pk, by=cast.manager, at=NOW)
    third = propose(incident, [THEIRS], by=cast.manager)
    settling.accept(incident, third.pk, by=cast.liaison, at=NOW)
    promise = third.commitments.get()
    keeping.say_done(incident, promise.pk, "Said at roll-call.", by=cast.liaison, at=NOW)
    keeping.check(
        incident, promise.pk, Answer(Verdict.KEPT, Evidence.SEEN), by=cast.manager, at=OVER
    )

    assert told(cast.operator.chain) == ["logged", "release_decided"]
    assert told(cast.partnership.chain) == [
        "released",
        "acknowledged",
        "discussed",
        "proposed",
        "declined",
        "proposed",
        "withdrawn",
        "proposed",
        "settled",
        "promise_done",
        "promise_checked",
    ]


def test_what_one_side_does_for_itself_is_in_the_chain_of_its_organisation(cast):
    kept = reports.logged(cast)
    keeping_back.keep_back(kept, by=cast.manager, at=NOW)
    noting.note(kept, "For ourselves.", key=uuid.uuid4(), by=cast.manager, at=NOW)
    critical = reports.logged(cast, severity=Severity.CRITICAL)
    taking_up.take_up(critical, "The director.", by=cast.manager, at=NOW)

    assert told(cast.operator.chain) == ["logged", "kept_back", "noted", "logged", "taken_up"]
    assert told(cast.partnership.chain) == []


def test_an_entry_names_the_words_and_a_digest_of_them_sealed_and_no_more(cast):
    incident = reports.released(cast, identifiers="badge 4471", with_identifiers=True)

    [entry] = Entry.objects.filter(chain_id=cast.partnership.pk).select_related("body")
    facts = json.loads(entry.body.body)["facts"]
    assert set(facts) == {"side", "words", "attachments"}
    assert {one["statement"] for one in facts["words"]} == {
        str(pk) for pk in incident.statements.filter(lane="shared").values_list("pk", flat=True)
    }
    assert all(set(one) == {"statement", "sealed"} for one in facts["words"])
