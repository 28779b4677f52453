"""Interleaved runs against addresses of this machine: medians, and ratios of the same round.

In each round every target has its turn, in a rotated order, so that what else the machine does
hits all of them alike; a ratio is the median over rounds of (target / base of that round). Bounded:
127.0.0.1 only, ``rounds`` x ``requests`` for each target.
"""

import http.client
import statistics
import time
import urllib.parse
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

LOOPBACK = ("127.0.0.1", "localhost")
Body = Callable[[], str]


@dataclass
class Target:
    """One page. ``body`` makes the form of each POST anew; ``status`` is what it must answer."""

    name: str
    url: str
    cookie: str = ""
    body: Body | None = None
    status: int = 200
    rounds: list[list[float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        parts = urllib.parse.urlsplit(self.url)
        if parts.hostname not in LOOPBACK:
            raise ValueError(f"{self.url} is not an address of this machine")
        self.host, self.port = parts.hostname, parts.port or 80
        self.path = parts.path + (f"?{parts.query}" if parts.query else "")

    def request(self) -> float:
        """One request on a connection of its own, in milliseconds."""
        body = self.body() if self.body else None
        headers = {"Host": f"localhost:{self.port}"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://localhost:{self.port}"
        began = time.perf_counter()
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.request("POST" if body is not None else "GET", self.path, body, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        took = (time.perf_counter() - began) * 1000
        if answer.status != self.status:
            raise RuntimeError(f"{self.name}: answered {answer.status}, not {self.status}")
        return took


def run(targets: Sequence[Target], *, rounds: int, requests: int) -> None:
    for target in targets:
        for _ in range(5):
            target.request()
    for number in range(rounds):
        shift = number % len(targets)
        for target in [*targets[shift:], *targets[:shift]]:
            target.rounds.append([target.request() for _ in range(requests)])


@dataclass(frozen=True)
class Figure:
    """Milliseconds and ratios to the base."""

    name: str
    median: float
    p95: float
    ratio: float
    p95_ratio: float


def figures(targets: Sequence[Target]) -> list[Figure]:
    """The first target is the base."""
    base = targets[0]
    return [
        Figure(
            name=target.name,
            median=statistics.median(map(statistics.median, target.rounds)),
            p95=statistics.median(map(_p95, target.rounds)),
            ratio=_ratio(statistics.median, target, base),
            p95_ratio=_ratio(_p95, target, base),
        )
        for target in targets
    ]


def _ratio(measure: Callable[[list[float]], float], target: Target, base: Target) -> float:
    pairs = zip(target.rounds, base.rounds, strict=True)
    return statistics.median(measure(own) / measure(other) for own, other in pairs)


def _p95(sample: list[float]) -> float:
    return sorted(sample)[min(len(sample) - 1, int(len(sample) * 0.95))]


def form_body(fields: dict[str, str], key: str) -> Body:
    """The same form each time, but with a fresh idempotency key under *key*."""
    return lambda: urllib.parse.urlencode({**fields, key: str(uuid.uuid4())})
