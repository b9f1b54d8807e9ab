"""`python -m launch COMMAND …`, called by the commands in `bin/`."""

import importlib
import os
import sys

from launch.problems import Interrupted, Stop, sentence_for
from launch.terminal import complain

COMMANDS = ("run", "test", "manage", "bench", "lock", "build")


def main(command: str, arguments: list[str]) -> int:
    # Only the module that is asked for: a second start should be quick.
    module = importlib.import_module(f"launch.{command}")
    try:
        return int(getattr(module, command)(arguments))
    except Stop as refusal:
        complain(str(refusal))
    except OSError as error:
        if os.environ.get("LAUNCH_DEBUG"):
            raise
        complain(sentence_for(error))
    except (Interrupted, KeyboardInterrupt):
        return 130
    return 1


if __name__ == "__main__":
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        sys.exit(f"python -m launch {{{','.join(COMMANDS)}}} …")
    sys.exit(main(name, sys.argv[2:]))
