# What ./run, ./test and .ci/run share: system libraries, the virtual environment, the locked packages.
# Sourced, POSIX sh, from the root of the checkout. Every function is safe to call again and quick the second time.

# The PDF needs Pango, which no Python wheel carries; libpangoft2 drags in one font, without which Pango crashes.
SYSTEM_PACKAGES="python3 python3-venv libpangoft2-1.0-0 libharfbuzz-subset0"
# The browser tests: Playwright's own node needs libatomic1. They show Chromium the fonts in static/fonts.
BROWSER_PACKAGES="chromium libatomic1"

say() { printf '\n== %s\n' "$*" >&2; }
shout() { printf '\n!!!!!! %s\n' "$*" >&2; }

# Quiet unless it fails: a first start is read by somebody who does not know what matters in it.
apt_install() {
    apt_log=$(mktemp)
    if DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" \
        </dev/null >"$apt_log" 2>&1; then
        rm -f "$apt_log"
        return
    fi
    cat "$apt_log" >&2
    rm -f "$apt_log"
    return 1
}

system_is_complete() {
    command -v "${PYTHON:-python3}" >/dev/null && "${PYTHON:-python3}" - <<'PYTHON' 2>/dev/null
import ctypes, ensurepip, sys, venv
assert (3, 11) <= sys.version_info < (3, 15)
for library in ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(library)
PYTHON
}

need_system() {
    system_is_complete && return
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        say "installing system packages: $SYSTEM_PACKAGES"
        apt-get update -qq </dev/null >&2
        # shellcheck disable=SC2086  # a list of words
        apt_install $SYSTEM_PACKAGES
        system_is_complete && return
    fi
    shout "Python 3.11 to 3.14 with venv, Pango and HarfBuzz are needed. On Debian or Ubuntu:"
    echo "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends $SYSTEM_PACKAGES'" >&2
    exit 1
}

fingerprint() {
    { .venv/bin/python -V && cat "requirements/$1.txt"; } 2>/dev/null | sha256sum | cut -d' ' -f1
}

# need_packages LOCK [LARGER_LOCK ...]: installs LOCK unless it, or a larger one that contains it, is installed.
need_packages() {
    .venv/bin/python -c '' 2>/dev/null || { say "making .venv"; "${PYTHON:-python3}" -m venv --clear .venv; }
    for lock in "$@"; do
        [ "$(cat ".venv/.installed-$lock" 2>/dev/null)" = "$(fingerprint "$lock")" ] && return
    done
    say "installing requirements/$1.txt"
    rm -f .venv/.installed-*
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
        -r "requirements/$1.txt" </dev/null
    fingerprint "$1" >".venv/.installed-$1"
}
