"""Other wording for a clause of a draft: the other side accepts, changes or declines it."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison.fields import Words
from liaison.refusal import Refused
from protocols import drafting, editing, notices, offer, remarks, speaking
from protocols.editing import Texts, Wording
from protocols.models import Clause, Remark, RemarkClosing
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
    standing = version.remarks.open().proposals().filter(clause_key=clause.key).first()
    if standing:
        raise CannotPropose(
            _("Other wording for this clause is still to be decided. Answer that first."),
            nearest=[standing],
        )
    said = _said(clause, texts, why)
    remark = _offer(clause, said, voice=voice, by=by, at=at)
    remarks.enter(
        "protocols.wording_proposed", remark, voice=voice, by=by, at=at, vouched=said.vouched
    )
    return remark


@ledger.operation
def accept(
    proposal: Remark, *, revision: int, by: Person, at: datetime | None = None
) -> RemarkClosing:
    """Let the clause say what was proposed. *revision* is that of the clause beside which the
    proposal was on screen. Errors: ``ChangedMeanwhile``, ``DoneMeanwhile``, ``CannotDecide``."""
    at = at or timezone.now()
    proposal, voice = _hold(proposal, by)
    _require_other_side(proposal, voice)
    clause = editing.find(proposal.version, proposal.clause_key, by)
    offered = offer.read(proposal.words())
    texts = {
        code: Wording(Words(one.heading, vouched=offered.vouched), one.body)
        for code, one in offered.onto(editing.standing(clause)).items()
    }
    editing.reword(clause, texts=texts, revision=revision, by=by, at=at)
    closing = remarks.close(proposal, How.ACCEPTED, voice=voice, by=by, at=at)
    notices.proposal_settled(closing, number=clause.number)
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
    version = proposal.version
    clause = editing.find(version, proposal.clause_key, by)
    clause = editing.held(version, clause, revision, by)
    said = _said(clause, texts, why)
    if said.texts == offer.read(proposal.words()).texts:
        raise CannotPropose(
            _("These are the words that were proposed to you. Accept them instead.")
        )
    remarks.close(proposal, How.COUNTERED, voice=voice, by=by, at=at)
    answer = _offer(clause, said, voice=voice, by=by, at=at, answers=proposal)
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
    clause = editing.find(proposal.version, proposal.clause_key, by)
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
    clause = editing.find(proposal.version, proposal.clause_key, by)
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


def _offer(
    clause: Clause,
    said: Offer,
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
        Remark.Kind.PROPOSAL,
        said.written(),
        voice=voice,
        by=by,
        at=at,
        revision=clause.revision,
        answers=answers,
    )
    notices.proposed(remark, number=clause.number)
    return remark


def _said(clause: Clause, texts: Texts, why: str) -> Offer:
    """What is offered in place of what *clause* says. Errors: ``CannotEdit``."""
    vouched = editing.vouched(texts) or drafting.vouched(why)
    return Offer(editing.checked(texts), editing.standing(clause), why.strip(), vouched)
