"""Cases that went to the leaders of both sides. All of it is invented."""

from desk.demo.casework import POLICE, SITE, Acknowledge, Case, Release, Say
from desk.demo.export_steps import Carry
from desk.demo.led_steps import AskLeaders, PutForward, TellBody
from incidents.exporting.classes import Recipient, Why
from incidents.models.escalation import Way
from incidents.taxonomy import Area, Distance

CASES = (
    Case(  # one leader has put a way forward; the other has not answered
        slug="harbour-street",
        kind="P3",
        by="staff@harbour",
        back=16,
        told="14:20",
        area=Area.ROUTE,
        distance=Distance.UNDER_100,
        narrative="Officers waited at the corner for an hour and spoke to everybody who came from "
        "the bus. Several people turned back.",
        steps=(
            Release(
                15,
                "09:30",
                "Officers waited at the corner for an hour and spoke to people who came from the "
                "bus. Several turned back.",
            ),
            Acknowledge(14, "10:00"),
            Say(
                12,
                "13:15",
                POLICE,
                "The corner is on a patrol plan of the district. We cannot change it from here.",
            ),
            AskLeaders(
                9,
                "11:00",
                SITE,
                "The plan is made above both of us. It needs those who can change it.",
            ),
            PutForward(
                4,
                "16:30",
                "leader@harbour",
                Way.MEDIATE,
                "An hour with somebody neutral would help us more than another letter.",
            ),
        ),
    ),
    Case(  # both leaders sent it where it belongs
        slug="night-van",
        kind="K10",
        by="manager@harbour",
        back=33,
        told="21:15",
        area=Area.MOBILE_STOP,
        narrative="Conditions that ban people from the block of the second stop were handed out "
        "beside the van. People asked staff whether they may still come.",
        steps=(
            Release(
                32,
                "10:00",
                "Conditions that ban people from the block of the second stop were handed out "
                "beside the van. May they still come to it?",
            ),
            Acknowledge(31, "09:15"),
            AskLeaders(
                29, "10:45", POLICE, "Neither of us can answer this; it is about the rules."
            ),
            PutForward(
                25, "09:00", "chief@coastal", Way.REFER, "The body has said how it sees this."
            ),
            PutForward(24, "17:20", "leader@harbour", Way.REFER),
            TellBody(22, "10:10", SITE, "DEMO-2025-087"),
            Carry(
                22,
                "10:45",
                SITE,
                Recipient.BODY,
                "the block of the second stop",
                Why.UNRELATED,
            ),
        ),
    ),
)
