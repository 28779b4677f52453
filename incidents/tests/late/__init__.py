"""Every page on which something is done about an incident, and what becomes of whoever comes too
late there: what happened meanwhile, what they send, and what they read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from incidents.models import Incident, MediationCase
from tests.cast import NOW

TYPED = "Nobody should lose these words."
WORDS = {"words": TYPED}


@dataclass(frozen=True)
class Late:
    """``make`` an incident or a mediation, let ``happen`` what makes *part* too late at *page*,
    who then sends *sends*; ``says`` is what they read. ``has_page``: there is one to come to.
    ``typed``: words are sent that are kept."""

    make: Callable[[Any], Any]
    page: Callable[[Any], str] | str
    part: str
    happen: Callable[[Any, Any], Any]
    says: str
    sends: dict[str, Any] = field(default_factory=dict)
    has_page: bool = True
    at: datetime = NOW + timedelta(hours=1)

    @property
    def typed(self) -> bool:
        return TYPED in self.sends.values()


def incident_of(made: Incident | MediationCase) -> Incident:
    return made.incident if isinstance(made, MediationCase) else made


# Where nobody comes too late, and why.
NO_MOMENT: dict[str, str] = {
    "incident_log": "it begins something; drafts have tests of their own",
    "draft_save": "the author's alone",
    "draft_discard": "the author's alone",
    "presence_tap": "it begins something",
    "presence_undo": "says so, and nothing is typed",
    "presence_send": "says so, and nothing is typed",
    "presence_note": "counts once, whoever presses",
    "critical_note": "counts once, whoever presses",
    "pattern_detail": "its own page, with what was typed and what is proposed",
    "pattern_agree": "leads to its page, which says what was answered",
    "pattern_talk_on": "leads to its page, which says what was answered",
    "statement_give": "keeps what was typed where the link opens nothing any more",
    "statement_ask": "a list that grows",
    "statement_revoke": "leads to the list, and nothing is typed",
    "conflict": "possible at any time",
    "conflict_end": "says so, and nothing is typed",
    "incident_note": "possible at any time",
    "incident_attach": "possible at any time",
    "attachment_show": "counts once; nothing is typed",
    "attachment_take_out": "as words_take_out; nothing is typed",
    "confided_take_out": "as words_take_out; nothing is typed",
    "line_take_out": "as words_take_out; nothing is typed",
    "pattern_end_take_out": "as words_take_out; nothing is typed",
    "fact_correct": "possible at any stage; says in its form why not",
    "words_correct": "possible at any stage; says in its form why not",
    "export_list": "it begins something",
    "export_wherever": "possible as long as the export is made",
    "export_text": "possible as long as the export is made",
    "export_lift": "says so, and nothing is typed",
    "export_make": "nothing is typed but a password",
    "mediation_survey": "says in its form that the side has answered; nothing is typed",
}

READS = frozenset(
    {
        "incident_list",
        "draft_list",
        "presence_list",
        "presence_week",
        "critical_list",
        "critical_detail",
        "pattern_list",
        "survey_results",
        "incident_detail",
        "incident_apart",
        "attachment_file",
        "export_layer",
        "fact_list",
        "mediation_detail",
        "mediation_seen",
    }
)
