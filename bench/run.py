"""``./portal bench``: the portal's pages as ratios to a bare page, in one interleaved run.

Needs a PostgreSQL server on this machine (BENCH_DATABASE_URL, a superuser's address of any
database on it; default postgres://postgres@127.0.0.1:5432/postgres). It makes two databases of
its own, fills them, serves both programs with gunicorn on free ports of 127.0.0.1, measures, and
removes what it made.
"""

import argparse
import contextlib
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent))

import driver
import pages

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SERVER = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
OURS, FLOOR = "portal_bench", "portal_bench_floor"
MUST = {"list": 3.0, "incident": 2.5, "site": 3.0, "form": 2.0, "post": 1.8}
MUST |= dict.fromkeys(pages.AT_THE_DOOR, 1.0)
AIM = {"list": 2.0, "incident": 1.5, "site": 2.0, "form": 1.2, "post": 1.2}
AIM |= dict.fromkeys(pages.AT_THE_DOOR, 0.8)


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as scratch, _databases():
        env = {
            **{k: v for k, v in os.environ.items() if not k.startswith("PORTAL_")},
            "PORTAL_VAR_DIR": scratch,
            "PORTAL_DEMO": "false",
            "PORTAL_DATABASE_URL": _address(OURS),
            "FLOOR_DATABASE_URL": _address(FLOOR),
            "PYTHONPATH": str(HERE),
        }
        floor_cookie = _said(env, str(HERE / "floor" / "seed.py"))
        for command in (["migrate"], ["createcachetable"], ["collectstatic", "--no-input"]):
            _said(env, str(ROOT / "manage.py"), *command)
        # How Python was built is worth a fifth, so the table says which it was.
        print(f"Both programs run with {platform.python_implementation()} {sys.version}.")
        tables = [_measure(size, env, floor_cookie, options) for size in options.sizes]
    _print_growth(tables)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./portal bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--requests", type=int, default=15, help="for each target and round")
    return parser.parse_args()


# Databases and servers ----------------------------------------------------------------------


def _address(name: str) -> str:
    parts = urlsplit(SERVER)
    if parts.hostname not in driver.LOOPBACK:
        sys.exit("BENCH_DATABASE_URL must be an address of this machine.")
    return urlunsplit(parts._replace(path=f"/{name}"))


@contextlib.contextmanager
def _databases() -> Iterator[None]:
    def each(statement: str) -> None:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            for name in (OURS, FLOOR):
                connection.execute(statement.format(name))  # type: ignore[arg-type]

    each("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    each("CREATE DATABASE {}")
    try:
        yield
    finally:
        each("DROP DATABASE IF EXISTS {} WITH (FORCE)")


def _said(env: dict[str, str], *command: str) -> str:
    """The last line a Python program printed. Ends the run when the program failed."""
    done = subprocess.run(
        [sys.executable, *command], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout.strip().rpartition("\n")[2]


@contextlib.contextmanager
def _served(application: str, env: dict[str, str]) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}"]
    command += ["--workers=2", "--log-level=warning", "--no-control-socket"]
    server = subprocess.Popen(command, env={**env, "PORT": str(port)}, cwd=ROOT)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(port: int) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    sys.exit("A server did not start.")


# Measuring ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One page at one size, seen by one person."""

    size: int
    who: str
    page: str
    figure: driver.Figure
    queries: int


def _measure(
    size: int, env: dict[str, str], floor_cookie: str, options: argparse.Namespace
) -> list[Row]:
    world = json.loads(_said(env, str(HERE / "fill.py"), str(size)))
    counts = json.loads(_said(env, str(HERE / "queries.py"), json.dumps(world)))
    with _served("floor.wsgi", env) as floor, _served("config.wsgi", env) as ours:
        targets = [driver.Target("floor", f"http://localhost:{floor}/rows/", floor_cookie)]
        for who, cookie in world["cookies"].items():
            targets += _pages(who, cookie, f"http://localhost:{ours}", world)
        driver.run(targets, rounds=options.rounds, requests=options.requests)
    found = driver.figures(targets)
    rows = [Row(size, *figure.name.split(" "), figure, counts[figure.name]) for figure in found[1:]]
    _print(size, found[0], rows)
    return rows


def _pages(who: str, cookie: str, base: str, world: dict[str, str]) -> list[driver.Target]:
    form = _form(base + pages.FORM_PATH, cookie)
    targets = [
        driver.Target(f"{who} {page}", base + path, "" if page in pages.AT_THE_DOOR else cookie)
        for page, path in pages.addresses(world).items()
    ]
    body = driver.form_body({**form.hidden, **pages.form(world)}, "key")
    logged = f"{cookie}; {form.cookie}"
    targets.append(driver.Target(f"{who} post", base + pages.FORM_PATH, logged, body, 302))
    return targets


class _Form(HTMLParser):
    """The hidden fields of a form, and the cookie that came with it."""

    cookie = ""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden" and given.get("name"):
            self.hidden[str(given["name"])] = given.get("value") or ""


def _form(url: str, cookie: str) -> _Form:
    request = urllib.request.Request(url, headers={"Cookie": cookie})  # noqa: S310
    # The first request of a fresh server: on a busy machine it is still starting.
    with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
        form = _Form()
        form.feed(answer.read().decode())
        form.cookie = answer.headers["Set-Cookie"].split(";")[0]
    return form


# Printing -----------------------------------------------------------------------------------


def _print(size: int, floor: driver.Figure, rows: list[Row]) -> None:
    print(f"\n## {size:,} incidents\n")
    print(f"Floor: median {floor.median:.1f} ms, 95th percentile {floor.p95:.1f} ms.\n")
    print(
        "| liaison covers | page | median ms | p95 ms | ratio | p95 ratio | must | aim | queries |"
    )
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    for row in rows:
        f = row.figure
        print(
            f"| {row.who} | {row.page} | {f.median:.1f} | {f.p95:.1f} | {f.ratio:.2f} "
            f"| {f.p95_ratio:.2f} | {MUST[row.page]} | {AIM[row.page]} | {row.queries} |"
        )
    sys.stdout.flush()


def _print_growth(tables: list[list[Row]]) -> None:
    if len(tables) < 2:
        return
    print("\n## Growth from the first size to the last (median ratios)\n")
    print("| liaison covers | page | growth |")
    print("|---|---|--:|")
    for small, large in zip(tables[0], tables[-1], strict=True):
        print(f"| {small.who} | {small.page} | {large.figure.ratio / small.figure.ratio:.2f} |")


if __name__ == "__main__":
    sys.exit(main())
