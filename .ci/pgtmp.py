#!/usr/bin/env python3
"""Runs a command beside a PostgreSQL server of its own, so that tests need no server that somebody set up.

usage: pgtmp.py -- COMMAND ...   DATABASE_URL is set for it; server and data are gone when it ends
       pgtmp.py --can            says by its exit code whether a server is installed

The server listens on a unix socket only. It keeps nothing safe from power cuts, which makes it fast.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

DATABASE = "hyokasho"


def programs():
    """The folder with initdb: Debian keeps each release in its own, outside PATH."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if installed:
        return installed[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def server_account():
    """PostgreSQL refuses to run as root; then the first of these that exists runs it."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    sys.exit("pgtmp: root, and neither a user postgres nor nobody")


def call(folder, account, *arguments):
    as_account = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    done = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **as_account,
    )
    if done.returncode:
        sys.exit(f"pgtmp: {arguments[0]} failed\n{done.stdout}")


@contextlib.contextmanager
def server(bin_folder):
    account = server_account()
    # /tmp by name: a socket's path may have 107 bytes at most, and TMPDIR may be long.
    folder = Path(tempfile.mkdtemp(prefix="hyokasho-pg-", dir="/tmp"))
    control = [bin_folder / "pg_ctl", "-D", folder / "data", "-w"]
    options = f"-c listen_addresses='' -k {folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    try:
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        # C.UTF-8, not C: under C, pg_trgm finds no trigrams in Japanese.
        initdb = [bin_folder / "initdb", "-U", DATABASE, "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8", "-N"]
        call(folder, account, *initdb, "-D", folder / "data")
        call(folder, account, *control, "-l", folder / "log", "-o", options, "start")
        call(folder, account, bin_folder / "createdb", "-h", folder, "-U", DATABASE, DATABASE)
        yield f"postgres://{DATABASE}@/{folder}/{DATABASE}"
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            call(folder, account, *control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments):
    bin_folder = programs()
    if arguments == ["--can"]:
        return 0 if bin_folder else 1
    if arguments[:1] != ["--"] or not arguments[1:]:
        sys.exit(__doc__)
    if bin_folder is None:
        sys.exit("pgtmp: no PostgreSQL server is installed (apt-get install postgresql)")
    # Told to stop, still stop the server and remove its folder.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server(bin_folder) as url:
        return subprocess.run(arguments[1:], env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
