"""What is proposed for a clause, as it is sealed and read again. Pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from protocols.editing import Texts, Wording


@dataclass(frozen=True, slots=True)
class Offer:
    """The wording proposed (``texts``) in place of what stood there then (``was``), each by
    language, and the reason. ``vouched``: screening asked, and the writer ticked. A clause to be
    added has a place (``number``) and may settle a ``topic``; one to be taken out, no texts."""

    texts: Texts
    was: Texts
    why: str = ""
    vouched: bool = False
    number: int | None = None
    topic: int | None = None

    def written(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    def onto(self, standing: Texts) -> dict[str, Wording]:
        """What the clause says once this is accepted while it says *standing*: a language that
        was added meanwhile stays, for the proposal says nothing about it."""
        added = {code: words for code, words in standing.items() if code not in self.was}
        return {**added, **self.texts}


def read(written: str) -> Offer:
    """What ``Offer.written`` wrote."""
    told = json.loads(written)
    return Offer(
        texts=_texts(told["texts"]),
        was=_texts(told["was"]),
        why=told["why"],
        vouched=told["vouched"],
        number=told.get("number"),
        topic=told.get("topic"),
    )


def _texts(told: Mapping[str, Mapping[str, str]]) -> dict[str, Wording]:
    return {code: Wording(**words) for code, words in told.items()}
