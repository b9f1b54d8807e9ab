"""`python -m benches [NAME…]`, started by `bin/bench` with servers to measure on."""

import importlib
import json
import os
import sys
from pathlib import Path

import django

HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upr_platform.settings")
    django.setup()
    within_budget = True
    modules = {path.stem.rstrip("_"): path.stem for path in HERE.glob("[!_]*.py")}
    for name in names or sorted(modules):
        for line in importlib.import_module(f"benches.{modules[name]}").run():
            print(json.dumps(line, ensure_ascii=False), flush=True)
            within_budget = within_budget and line["ok"]
    return 0 if within_budget else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
