"""Sets the judges on every fault, one after the other."""

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from .lab import Accounts, Lab, known_rules, that_exist
from .opinion import USUAL, Opinion, is_expressible

# What the tuned schemathesis has beyond the shipped one: two identities and response times. Other faults cannot show
# themselves to either.
TUNED_SEES = ("AU", "LT")


def is_about_limits(fault):
    return fault.id.startswith("RL")


class NotSilent(Exception):
    """The judge finds something in the server without a fault, so that its findings say nothing about one."""


class Campaign:
    """`results` keeps what is found; what stands there is not asked again.

    `quick` leaves the whole suite out where the rules of a fault are silent: the verdict is then theirs alone.
    """

    def __init__(self, results, folder, quick=False):
        self.results, self.folder, self.quick, self.clean, self.accounts = results, Path(folder), quick, {}, {}
        self.rules = known_rules()

    def _accounts(self, limited):
        """With the shipped rate limits, or without: then all else is judged sooner."""
        if limited not in self.accounts:
            self.accounts[limited] = Accounts(self.folder / ("limited" if limited else "wide"), limited)
        return self.accounts[limited]

    def conform(self, fault):
        """Asks the rules of the fault first, and the whole suite when they are silent."""
        asked = that_exist(fault.rules, self.rules)
        start = time.monotonic()
        for rules in (asked,) if self.quick else dict.fromkeys((asked, ())):
            self._demand_silence(fault, rules)
            with Lab(self._accounts(is_about_limits(fault)), fault) as lab:
                code, line = lab.conform(rules)
            if code is None:
                break
        self.results.add("conform", fault, code is None, line, whole=not rules, code=code,
                         seconds=round(time.monotonic() - start, 1))

    def _demand_silence(self, fault, rules):
        """A finding only means something where the same rules find nothing in the server without a fault."""
        key = rules, is_about_limits(fault)
        if key not in self.clean:
            with Lab(self._accounts(key[1])) as lab:
                self.clean[key] = lab.conform(rules)
        code, line = self.clean[key]
        if code != 0:
            raise NotSilent(f"without a fault, {rules or 'the suite'} ended with {code}: {line}")

    def schemathesis(self, fault, judge):
        if not is_expressible(fault):
            return self.results.add(judge, fault, False, "not in a plain request")
        if judge == "tuned" and (self.results.is_killed("shipped", fault) or not fault.id.startswith(TUNED_SEES)):
            one = self.results.found["shipped", fault.id]
            return self.results.add(judge, fault, one["killed"], one["by"])
        # It takes a 429 below the limit of its document for a failure of the server: the limits are out of its way.
        accounts = self._accounts(False)
        if not hasattr(self, "opinion"):
            with Lab(accounts) as lab:
                self.opinion = Opinion(lab, self.folder)
        start = time.monotonic()
        try:
            with Lab(accounts, fault) as lab:
                code, line = self.opinion.run(lab, fault.only or USUAL, judge == "tuned", fault.id.startswith("LT"))
        except subprocess.TimeoutExpired:
            code, line = None, "it did not end"
        self.results.add(judge, fault, code == 1, line, code=code, seconds=round(time.monotonic() - start, 1))

    def run(self, judge, faults):
        for index, fault in enumerate(faults):
            if self.results.has(judge, fault):
                continue
            try:
                self.conform(fault) if judge == "conform" else self.schemathesis(fault, judge)
                one = self.results.found[judge, fault.id]
                told = f"{'found' if one['killed'] else 'NOT FOUND'}: {one['by'][:150]}"
            except NotSilent as why:
                told = f"not judged: {why}"
            print(f"[{index + 1}/{len(faults)}] {judge} {fault.id} {told}", file=sys.stderr, flush=True)


def campaign(results, judges, faults, quick=False):
    with TemporaryDirectory(prefix="faults-") as folder:
        one = Campaign(results, folder, quick)
        for judge in judges:
            one.run(judge, faults)
