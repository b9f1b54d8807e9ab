# Sourced by the commands in bin/. Sets $root, finds a Python that can carry the
# platform and hands over to bin/lib/launch, or says in one sentence why not.
# shellcheck shell=sh

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)

# Each candidate is run, not believed: pyenv's shims answer to names whose version
# is not selected, and Debian ships `venv` without the `ensurepip` it needs.
can_carry_us() {
    [ -x "$1" ] && "$1" -I -c '
import sys, ctypes, ensurepip, lzma, ssl, venv
sys.exit(not (3, 12) <= sys.version_info[:2] < (3, 15))' >/dev/null 2>&1
}

candidates() {
    for name in python3.13 python3.12 python3.14 python3 python; do
        command -v "$name"
    done
    pyenv=${PYENV_ROOT:-${HOME:-/nonexistent}/.pyenv}/versions
    for python in "$pyenv"/3.13.*/bin/python "$pyenv"/3.12.*/bin/python \
        "$pyenv"/3.14.*/bin/python; do
        [ -x "$python" ] && echo "$python"
    done
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        can_carry_us "$(command -v "$PYTHON")" && command -v "$PYTHON" && return
        echo "PYTHON names $PYTHON, which is not a complete Python 3.12, 3.13 or 3.14." >&2
        return 1
    fi
    for python in "$root/.venv/bin/python" $(candidates 2>/dev/null); do
        can_carry_us "$python" && echo "$python" && return
    done
    found=$(python3 -I -c 'import platform; print(platform.python_version())' 2>/dev/null)
    echo "A complete Python 3.12, 3.13 or 3.14 is needed and ${found:-none} was found;" \
        "install one, or name one: PYTHON=/path/to/python3.13 bin/${0##*/}" >&2
    return 1
}

launch() {
    python=$(find_python) || exit 1
    # Bytecode makes the second start fast; a shell that forbids it is overruled here.
    unset PYTHONDONTWRITEBYTECODE PYTHONHOME
    PYTHONPATH="$root/bin/lib" exec "$python" -P -m launch "$@"
}
