"""Sets the judges on the faults and prints the tables of docs/faults.md."""

import argparse
from pathlib import Path

from . import groups  # noqa: F401, registers the faults
from .campaign import campaign
from .registry import FAULTS
from .results import JUDGES, Results, survivors, table, verdicts

ROOT = Path(__file__).resolve().parents[3]


def chosen(names):
    """The faults with these ids, or ids that begin so; all of them for none."""
    return [one for id, one in FAULTS.items() if not names or any(id == name or (len(name) == 2 and id.startswith(name))
                                                                 for name in names)]


parser = argparse.ArgumentParser(prog="scripts/faults", description=__doc__)
parser.add_argument("faults", nargs="*", help="ids of faults, or their first two letters; all for none")
parser.add_argument("--judge", action="append", choices=JUDGES, help="who judges; all of them, one after the other, without it")
parser.add_argument("--quick", action="store_true",
                    help="ask only the rules of each fault, not the whole suite where they find nothing")
parser.add_argument("--results", type=Path, default=ROOT / ".build-faults" / "results.jsonl",
                    help="where verdicts are kept: a run goes on where the last one ended; remove it to begin anew")
parser.add_argument("--print", choices=("table", "survivors", "verdicts"), dest="shown",
                    help="only print this of what was found")
arguments = parser.parse_args()
arguments.results.parent.mkdir(exist_ok=True)
results = Results(arguments.results)
if not arguments.shown:
    campaign(results, arguments.judge or list(JUDGES), chosen(arguments.faults), arguments.quick)
print({"survivors": survivors, "verdicts": verdicts}.get(arguments.shown, table)(results))
if arguments.shown is None:
    print()
    print(survivors(results))
