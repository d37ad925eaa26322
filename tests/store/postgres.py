"""A PostgreSQL server for the tests: the one that CEASEWIRE_TEST_POSTGRES names, else one of our own on loopback.

Ours is made from the server programs of Debian's package `postgresql` (`make test` installs it), in a folder of its own, on a free
port, and ends with the tests. It runs as another user where the tests run as root, since PostgreSQL refuses root. Where no server can
be had the tests fail: half of the store's promises are about it.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

PROGRAMS = "/usr/lib/postgresql"
PR_SET_PDEATHSIG = 1


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server, without a database, whose user may make databases."""
    given = os.environ.get("CEASEWIRE_TEST_POSTGRES")
    if given:
        yield given.rstrip("/")
        return
    programs = _programs()
    user = _user()
    home = Path(tempfile.mkdtemp(prefix="ceasewire-postgres-"))
    if user:
        os.chown(home, pwd.getpwnam(user).pw_uid, -1)
    try:
        _run([programs / "initdb", "-D", home / "data", "-U", "ceasewire", "--auth=trust", "-E", "UTF8", "--no-sync"], user)
        with _started(programs, home, user) as port:
            yield f"postgresql://ceasewire@127.0.0.1:{port}"
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def database(url: str) -> Iterator[str]:
    """The URL of a new, empty database on the server; it is dropped afterwards."""
    name = f"ceasewire_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")  # type: ignore[call-overload]
        try:
            yield f"{url}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


def _programs() -> Path:
    """The folder of the newest server that is installed."""
    found = sorted(Path(PROGRAMS).glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not found:
        raise RuntimeError(
            f"no PostgreSQL server: CEASEWIRE_TEST_POSTGRES is not set, and {PROGRAMS}/*/bin/initdb does not exist. "
            "`make test` installs it; by hand: apt-get install postgresql"
        )
    return found[-1].parent


def _user() -> str | None:
    """Who the server runs as: None for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _run(command: list[object], user: str | None) -> None:
    groups: list[int] | None = [] if user else None
    done = subprocess.run([*map(str, command)], user=user, extra_groups=groups, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr}")


@contextmanager
def _started(programs: Path, home: Path, user: str | None) -> Iterator[int]:
    """The port of a running server. It ends with the process that started it, also when that is killed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "log_min_messages=fatal", "max_connections=40")
    command = [str(programs / "postgres"), "-D", str(home / "data"), "-p", str(port), *(word for s in settings for word in ("-c", s))]
    libc = ctypes.CDLL(None)
    log = open(home / "log", "w", encoding="utf-8")  # noqa: SIM115
    process = subprocess.Popen(
        command, user=user, extra_groups=[] if user else None, cwd="/", stdout=log, stderr=log,
        preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGQUIT),
    )  # fmt: skip
    try:
        _wait(process, port, home)
        yield port
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(30)
        log.close()


def _wait(process: subprocess.Popen[bytes], port: int, home: Path) -> None:
    end = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(f"postgresql://ceasewire@127.0.0.1:{port}/postgres", connect_timeout=2).close()
            return
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > end:
                words = (home / "log").read_text(encoding="utf-8")
                raise RuntimeError(f"PostgreSQL did not start: {error}; {words}") from error
            time.sleep(0.05)
