"""Other wording for a clause of a draft, a clause to add or to take out: the other side accepts,
changes or declines it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison.fields import Words
from liaison.refusal import Refused
from protocols import drafting, editing, notices, offer, remarks, speaking
from protocols.editing import Texts, Wording
from protocols.models import Clause, Remark, RemarkClosing, Version
from protocols.offer import Offer
from protocols.speaking import Voice

How = RemarkClosing.How


class CannotPropose(Refused):
    """``nearest`` is the proposal that is still to be decided, where that is why."""


class CannotDecide(Refused):
    pass


@ledger.operation
def propose(
    clause: Clause,
    *,
    texts: Texts,
    revision: int,
    why: str = "",
    by: Person,
    at: datetime | None = None,
) -> Remark:
    """Offer the other side these words for the clause; the draft itself stays as it is.
    *revision* is the one on screen. Errors: ``ChangedMeanwhile`` when somebody changed the clause
    meanwhile, ``CannotPropose`` while another proposal on it is open."""
    at = at or timezone.now()
    version = drafting.hold(clause.version, by=by)
    voice = speaking.voice(by, version)
    clause = editing.held(version, clause, revision, by)
    _require_none_open(clause)
    said = _said(clause, texts, why)
    return _put_forward(clause, said, Remark.Kind.PROPOSAL, voice=voice, by=by, at=at)


@ledger.operation
def propose_clause(
    version: Version,
    *,
    texts: Texts,
    number: int,
    why: str = "",
    topic: int | None = None,
    by: Person,
    at: datetime | None = None,
) -> Remark:
    """Offer the other side a new clause that would take *number*; *topic* is that of the library
    whose words it began with. Errors: ``CannotEdit``, ``CannotPropose`` for a clause that is
    proposed already."""
    at = at or timezone.now()
    version = drafting.hold(version, by=by)
    voice = speaking.voice(by, version)
    said = _added(texts, number, why, topic=topic)
    _require_new(version, said)
    clause = Clause(version=version, number=number)
    return _put_forward(clause, said, Remark.Kind.ADDITION, voice=voice, by=by, at=at)


@ledger.operation
def propose_removal(
    clause: Clause, *, revision: int, why: str = "", by: Person, at: datetime | None = None
) -> Remark:
    """Ask the other side to agree that the clause is taken out. Errors: as ``propose``."""
    at = at or timezone.now()
    version = drafting.hold(clause.version, by=by)
    voice = speaking.voice(by, version)
    clause = editing.held(version, clause, revision, by)
    _require_none_open(clause)
    said = Offer({}, editing.standing(clause), why.strip(), drafting.vouched(why))
    return _put_forward(clause, said, Remark.Kind.REMOVAL, voice=voice, by=by, at=at)


@ledger.operation
def accept(
    proposal: Remark, *, revision: int, by: Person, at: datetime | None = None
) -> RemarkClosing:
    """Let the draft say what was proposed. *revision* is that of the clause beside which the
    proposal was on screen (a clause to be added has none).
    Errors: ``ChangedMeanwhile``, ``DoneMeanwhile``, ``CannotDecide``, ``CannotEdit``."""
    at = at or timezone.now()
    proposal, voice = _hold(proposal, by)
    _require_other_side(proposal, voice)
    closing = remarks.close(proposal, How.ACCEPTED, voice=voice, by=by, at=at)
    number = _DO[Remark.Kind(proposal.kind)](proposal, revision, by, at)
    notices.proposal_settled(closing, number=number)
    remarks.enter("protocols.proposal_accepted", proposal, voice=voice, by=by, at=at)
    return closing


@ledger.operation
def counter(
    proposal: Remark,
    *,
    texts: Texts,
    revision: int,
    why: str = "",
    by: Person,
    at: datetime | None = None,
) -> Remark:
    """Answer with wording of one's own, on which the first side then decides. Errors: as
    ``accept``; ``CannotPropose`` for the same words again."""
    at = at or timezone.now()
    proposal, voice = _hold(proposal, by)
    _require_other_side(proposal, voice)
    before = offer.read(proposal.words())
    if proposal.kind == Remark.Kind.ADDITION:
        clause, kind = _about(proposal, by), Remark.Kind.ADDITION
        said = _added(texts, before.number, why, topic=before.topic)
    else:
        clause = editing.held(proposal.version, _about(proposal, by), revision, by)
        kind, said = Remark.Kind.PROPOSAL, _said(clause, texts, why)
    if said.texts == before.texts:
        raise CannotPropose(
            _("These are the words that were proposed to you. Accept them instead.")
        )
    remarks.close(proposal, How.COUNTERED, voice=voice, by=by, at=at)
    answer = _offer(clause, said, kind, voice=voice, by=by, at=at, answers=proposal)
    facts = {"answer": str(answer.pk), "vouched": said.vouched}
    remarks.enter("protocols.proposal_countered", proposal, voice=voice, by=by, at=at, **facts)
    return answer


@ledger.operation
def decline(
    proposal: Remark, *, reason: str, by: Person, at: datetime | None = None
) -> RemarkClosing:
    """Leave the clause as it stands; *reason* is read by both sides. Errors: ``DoneMeanwhile``,
    ``CannotDecide``."""
    at = at or timezone.now()
    proposal, voice = _hold(proposal, by)
    _require_other_side(proposal, voice)
    if not reason.strip():
        raise CannotDecide(_("Say why, so that other words can be found."), field="reason")
    closing = remarks.close(proposal, How.DECLINED, voice=voice, by=by, at=at)
    clause = _about(proposal, by)
    words = remarks.write(
        clause,
        Remark.Kind.REASON,
        reason.strip(),
        voice=voice,
        by=by,
        at=at,
        answers=proposal,
    )
    notices.proposal_settled(closing, number=clause.number)
    facts = {"reason": str(words.pk), "vouched": drafting.vouched(reason)}
    remarks.enter("protocols.proposal_declined", proposal, voice=voice, by=by, at=at, **facts)
    return closing


@ledger.operation
def withdraw(proposal: Remark, *, by: Person, at: datetime | None = None) -> RemarkClosing:
    """Take back what one's own side proposed. Errors: ``DoneMeanwhile``, ``CannotDecide``."""
    at = at or timezone.now()
    proposal, voice = _hold(proposal, by)
    if proposal.side != voice.side:
        raise CannotDecide(_("The other side proposed it. Accept, change or decline it."))
    closing = remarks.close(proposal, How.WITHDRAWN, voice=voice, by=by, at=at)
    clause = _about(proposal, by)
    notices.proposal_settled(closing, number=clause.number)
    remarks.enter("protocols.proposal_withdrawn", proposal, voice=voice, by=by, at=at)
    return closing


def _hold(proposal: Remark, by: Person) -> tuple[Remark, Voice]:
    held = remarks.hold(proposal, by=by)
    if not held.is_proposal:
        raise CannotDecide(_("That is no proposal."))
    return held, speaking.voice(by, held.version)


def _require_other_side(proposal: Remark, voice: Voice) -> None:
    if proposal.side == voice.side:
        raise CannotDecide(_("Your own side proposed it. The other side decides on it."))


def _require_none_open(clause: Clause) -> None:
    proposals = clause.version.remarks.open().proposals()
    standing = proposals.filter(clause_key=clause.key).first()
    if standing:
        raise CannotPropose(editing.UNDECIDED, nearest=[standing])


def _require_new(version: Version, said: Offer) -> None:
    """A clause that is proposed already is not proposed again, by a second press or by the other
    side; nor more of them than the version holds. Errors: ``CannotPropose``, ``CannotEdit``."""
    additions = version.remarks.open().filter(kind=Remark.Kind.ADDITION)
    standing = list(additions.select_related("data_key"))
    for one in standing:
        if offer.read(one.words()).texts == said.texts:
            raise CannotPropose(
                _("These words are proposed already and still to be decided."), nearest=[one]
            )
    editing.require_room(version, proposed=len(standing))


def _about(proposal: Remark, by: Person) -> Clause:
    """The clause as it stands in the locked draft; one that is only proposed, as it would stand."""
    if proposal.kind != Remark.Kind.ADDITION:
        return editing.find(proposal.version, proposal.clause_key, by)
    number = offer.read(proposal.words()).number or 1
    return Clause(key=proposal.clause_key, version=proposal.version, number=number)


def _reword(proposal: Remark, revision: int, by: Person, at: datetime) -> int:
    clause, offered = _about(proposal, by), offer.read(proposal.words())
    texts = _vouched(offered.onto(editing.standing(clause)), offered)
    return editing.reword(clause, texts=texts, revision=revision, by=by, at=at).number


def _add(proposal: Remark, _revision: int, by: Person, at: datetime) -> int:
    offered = offer.read(proposal.words())
    return editing.add_clause(
        proposal.version,
        texts=_vouched(offered.texts, offered),
        number=offered.number or 1,
        key=proposal.clause_key,
        topic=offered.topic,
        by=by,
        at=at,
    ).number


def _take_out(proposal: Remark, revision: int, by: Person, at: datetime) -> int:
    clause = _about(proposal, by)
    editing.remove_clause(clause, revision=revision, by=by, at=at)
    return clause.number


_DO: Mapping[Remark.Kind, Callable[[Remark, int, Person, datetime], int]] = {
    Remark.Kind.PROPOSAL: _reword,
    Remark.Kind.ADDITION: _add,
    Remark.Kind.REMOVAL: _take_out,
}


def _vouched(texts: Texts, offered: Offer) -> dict[str, Wording]:
    return {
        code: Wording(Words(one.heading, vouched=offered.vouched), one.body)
        for code, one in texts.items()
    }


# In the ledger, where a proposal answers no other.
_VERBS: Mapping[Remark.Kind, str] = {
    Remark.Kind.PROPOSAL: "protocols.wording_proposed",
    Remark.Kind.ADDITION: "protocols.clause_proposed",
    Remark.Kind.REMOVAL: "protocols.removal_proposed",
}


def _put_forward(
    clause: Clause, said: Offer, kind: Remark.Kind, *, voice: Voice, by: Person, at: datetime
) -> Remark:
    remark = _offer(clause, said, kind, voice=voice, by=by, at=at)
    remarks.enter(_VERBS[kind], remark, voice=voice, by=by, at=at, vouched=said.vouched)
    return remark


def _offer(
    clause: Clause,
    said: Offer,
    kind: Remark.Kind,
    *,
    voice: Voice,
    by: Person,
    at: datetime,
    answers: Remark | None = None,
) -> Remark:
    """The proposal itself, told to the other side."""
    if said.texts == said.was:
        raise CannotPropose(_("That is what the clause says already. Change a word."))
    remark = remarks.write(
        clause,
        kind,
        said.written(),
        voice=voice,
        by=by,
        at=at,
        revision=None if kind == Remark.Kind.ADDITION else clause.revision,
        answers=answers,
    )
    notices.proposed(remark, number=clause.number)
    return remark


def _said(clause: Clause, texts: Texts, why: str) -> Offer:
    """What is offered in place of what *clause* says. Errors: ``CannotEdit``."""
    vouched = editing.vouched(texts) or drafting.vouched(why)
    return Offer(editing.checked(texts), editing.standing(clause), why.strip(), vouched)


def _added(texts: Texts, number: int | None, why: str, *, topic: int | None) -> Offer:
    """What is offered as a new clause. Errors: ``CannotEdit``."""
    vouched = editing.vouched(texts) or drafting.vouched(why)
    return Offer(editing.checked(texts), {}, why.strip(), vouched, number, topic)
