"""One case with a text of every kind in the table, and what lies beside it."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

from django.utils import timezone

from accounts.models import Person
from incidents import acknowledging, discussing, ending, noting, planning, releasing, settling
from incidents import taking_up as calling
from incidents.apart import Apart
from incidents.attachments.tests import files, steps
from incidents.corrections.tests import corrected
from incidents.drafts import saving
from incidents.drafts.saving import Hand
from incidents.exporting.tests import made as exports
from incidents.grain import PlaceGrain
from incidents.laying_down import Promise, Terms
from incidents.leading import deciding, escalating
from incidents.leading.deciding import Choice
from incidents.mediation import assigning, confiding, consenting, drafting
from incidents.mediation.tests import cases
from incidents.models import Incident, Pattern, RedactionLayer, Statement, Told
from incidents.models.escalation import Way
from incidents.patterns import talking
from incidents.questions.tests import asked
from incidents.referring import Told as ToldBody
from incidents.statements import asking, giving
from incidents.taxonomy import Lane, Outcome, Severity
from incidents.telling import sending
from incidents.telling.asked import Account, What, Wish
from incidents.tests import reports
from incidents.tests.lanes.words import AREA, word
from liaison.roles import Side
from tests.cast import NOW

# A kind that nothing else in the furnished world recurs in.
KIND = "K9"
_DUE = date(2025, 3, 14)


@dataclass
class Case:
    """``incident``: where every lane has its texts. ``beside``: further incidents, by name.
    ``photos``: the digest of what is opened, with the name of its text."""

    incident: Incident
    beside: dict[str, Incident]
    pattern: Pattern
    told: Told
    link: str
    photos: dict[str, str]
    layers: list[RedactionLayer]

    @property
    def stages(self):
        return {one.stage for one in (self.incident, *self.beside.values())}

    @property
    def references(self):
        return {"case": self.incident.reference} | {
            name: one.reference for name, one in self.beside.items()
        }


def build(cast, tell_link):
    incident = _talked(cast)
    photos = {}
    for lane, by in (("site", cast.manager), ("police", cast.liaison), ("shared", cast.manager)):
        one = _photo(incident, lane, by)
        photos[sha256(one.content()).hexdigest()] = f"{lane}-photo"
    link = asking.ask(incident, "Constable on shift", key=uuid.uuid4(), by=cast.liaison, at=NOW)
    giving.give(
        link.words(),
        f"I was asked to stand there. {word('police-statement')}",
        key=uuid.uuid4(),
        by=Person.system(),
        at=NOW,
    )
    standing = asking.ask(incident, "Sergeant", key=uuid.uuid4(), by=cast.liaison)
    _led_to_mediation(cast, incident)
    _mediated(cast, incident.mediations.get())
    incident.refresh_from_db()
    return Case(
        incident,
        _beside(cast),
        _pattern(cast),
        _told(cast, tell_link),
        standing.words(),
        photos,
        [exports.begun(incident, by) for by in (cast.manager, cast.liaison)],
    )


def _talked(cast):
    """Logged, released, answered, a settlement declined."""
    incident = reports.logged(
        cast,
        kind=KIND,
        area=AREA,
        narrative=f"They stood there. {word('site-narrative')}",
        done=f"We rang. {word('site-done')}",
        identifiers=word("badge"),
        identifiers_why=f"To tell them apart. {word('badge-reason')}",
    )
    releasing.release(
        incident,
        f"A patrol stood there. {word('shared-narrative')}",
        manner=replace(reports.WITH_BADGE, place=PlaceGrain.WHETHER_INSIDE),
        by=cast.manager,
        at=NOW,
    )
    noting.note(incident, word("site-note"), key=uuid.uuid4(), by=cast.manager, at=NOW)
    noting.note(
        incident,
        word("police-note"),
        key=uuid.uuid4(),
        by=cast.liaison,
        apart=Apart(word("police-badge"), "Asked for."),
        at=NOW,
    )
    acknowledging.acknowledge(incident, by=cast.liaison, at=NOW)
    discussing.say(incident, word("shared-answer"), by=cast.liaison, at=NOW)
    incident.refresh_from_db()
    _corrected(cast, incident)
    question = asked.ask(incident, cast.manager, word("shared-question"))
    asked.answer(incident, question, cast.liaison, word("shared-reply"))
    settlement = settling.propose(
        incident, Outcome.INSTRUCTION, word("shared-terms"), [], by=cast.manager, at=NOW
    )
    settling.decline(incident, settlement.pk, word("shared-declined"), by=cast.liaison, at=NOW)
    incident.refresh_from_db()
    return incident


def _corrected(cast, incident):
    """A fact, and words of the other side."""
    corrected.correct(incident, cast.manager, words=word("shared-correction"))
    answer = incident.statements.get(kind=Statement.Kind.DISCUSSION)
    corrected.reword(answer, cast.liaison, word("shared-rewording"))
    incident.refresh_from_db()


def _photo(incident, lane, by):
    """A photo of its own size, so that no two are the same bytes."""
    width = {"site": 40, "police": 48, "shared": 56}[lane]
    add = steps.shown if lane == "shared" else steps.attached
    return add(incident, by, content=files.jpeg(size=(width, 40)), caption=word(f"{lane}-caption"))


def _led_to_mediation(cast, incident):
    escalating.escalate(incident, word("shared-why"), by=cast.manager, at=NOW)
    incident.refresh_from_db()
    for by, words in ((cast.leader, word("shared-leader")), (cast.police_leader, "")):
        deciding.put_forward(incident, Choice(Way.MEDIATE, words), by=by, at=NOW)
        incident.refresh_from_db()


def _mediated(cast, case):
    for by in (cast.manager, cast.police_leader):
        case = consenting.answer(case, agrees=True, by=by, at=NOW)
    for by in (cast.manager, cast.liaison):
        case = assigning.answer(case, challenges=False, by=by, at=NOW)
    for by in (cast.manager, cast.liaison, cast.mediator):
        cases.sign(case, by)
    case.refresh_from_db()
    for by, lane, name in (
        (cast.manager, Lane.SITE_MEDIATOR, "confided-site"),
        (cast.liaison, Lane.POLICE_MEDIATOR, "confided-police"),
        (cast.mediator, Lane.MEDIATOR, "confided-mediator"),
    ):
        confiding.write(case, word(name), lane, key=uuid.uuid4(), by=by, at=NOW)
    promise = Promise(Side.POLICE, "Liaison officer", word("drafted-promise"), _DUE)
    terms = Terms(Outcome.AGREEMENT, word("drafted-terms"), (promise,))
    drafting.draft(case, terms, key=uuid.uuid4(), by=cast.mediator, at=NOW)


def _beside(cast):
    logged = reports.logged(cast, by=cast.liaison, narrative=word("police-logged"))
    corrected.correct(logged, cast.liaison, words=word("police-correction"))
    waiting = reports.logged(cast, narrative="It may be too soon.")
    planned = planning.plan(
        waiting,
        word("site-planned"),
        manner=reports.PLAIN,
        on=timezone.localdate() + timedelta(days=7),
        by=cast.manager,
    ).incident
    critical = reports.logged(cast, narrative=word("site-critical"), severity=Severity.CRITICAL)
    calling.take_up(critical, word("site-called"), by=cast.manager, at=NOW)
    critical.refresh_from_db()
    day = NOW.astimezone(critical.tz).date()
    number = word("site-body-number")
    ending.report(critical, ToldBody("The commissioner", day, number), by=cast.manager, at=NOW)
    critical.refresh_from_db()
    ending.close(critical, word("site-reason"), by=cast.manager, at=NOW)
    draft = {"narrative": [word("draft-of-form")], "site": [str(cast.site.pk)]}
    saving.keep(draft, Hand(uuid.uuid4(), uuid.uuid4(), 0), by=cast.staff)
    return {"police_logged": logged, "planned": planned, "critical": critical}


def _pattern(cast):
    """Of the case and of two more of its kind."""
    for back in (1, 2):
        happened = reports.HAPPENED - timedelta(days=back)
        reports.released(cast, kind=KIND, occurred_at=happened)
    pattern = Pattern.objects.get(cell=f"kind:{KIND}")
    talking.propose(pattern, word("pattern-end"), by=cast.manager, at=NOW)
    return pattern


def _told(cast, tell_link):
    before = set(Told.objects.values_list("pk", flat=True))
    sending.send(
        tell_link,
        Account(What.OUTSIDE, words=f"They stood by the steps. {word('told')}"),
        wish=Wish.RAISE,
        seed="lanes",
        language="en",
        by=Person.system(),
        at=timezone.now() - timedelta(days=2),
    )
    return Told.objects.exclude(pk__in=before).get()
