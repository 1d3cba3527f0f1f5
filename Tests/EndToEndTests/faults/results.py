"""What each judge made of each fault, kept in a file, so that a long run can be ended and gone on with."""

import json

from .registry import FAULTS, GROUPS

JUDGES = {"conform": "amas conform", "shipped": "schemathesis as shipped", "tuned": "schemathesis tuned"}


class Results:
    """One line of JSON for each fault and judge: {judge, fault, killed, by, whole, seconds}."""

    def __init__(self, file):
        self.file, self.found = file, {}
        if file.exists():
            for line in file.read_text().splitlines():
                one = json.loads(line)
                self.found[one["judge"], one["fault"]] = one

    def has(self, judge, fault):
        return (judge, fault.id) in self.found

    def is_killed(self, judge, fault):
        return self.found.get((judge, fault.id), {}).get("killed", False)

    def add(self, judge, fault, killed, by, **more):
        one = {"judge": judge, "fault": fault.id, "killed": killed, "by": by} | more
        self.found[judge, fault.id] = one
        with self.file.open("a") as out:
            out.write(json.dumps(one) + "\n")

    def judged(self, judge, prefix):
        """The faults of a group that a judge was set on."""
        return [one for one in FAULTS.values() if one.id[:2] == prefix and self.has(judge, one)]


def percent(part, whole):
    return f"{part} ({100 * part / whole:.0f} %)" if whole else "0"


def table(results):
    """Markdown: a row for each group, with how many faults each judge found."""
    lines = ["| group | faults | " + " | ".join(JUDGES.values()) + " |", "|---|---:|" + "---:|" * len(JUDGES)]
    totals = dict.fromkeys(JUDGES, 0)
    count = 0
    for prefix, name in GROUPS.items():
        faults = results.judged("conform", prefix)
        count += len(faults)
        cells = []
        for judge in JUDGES:
            killed = sum(results.is_killed(judge, one) for one in faults)
            totals[judge] += killed
            complete = all(results.has(judge, one) for one in faults)
            cells.append(str(killed) if complete else f"{killed} (not all were run)")
        lines.append(f"| {name} | {len(faults)} | " + " | ".join(cells) + " |")
    lines.append(f"| **all** | **{count}** | " + " | ".join(f"**{percent(totals[one], count)}**" for one in JUDGES) + " |")
    return "\n".join(lines)


def survivors(results, judge="conform"):
    """Markdown: the faults that a judge was set on and did not find."""
    lines = ["| fault | what it does |", "|---|---|"]
    for one in FAULTS.values():
        if results.has(judge, one) and not results.is_killed(judge, one):
            lines.append(f"| {one.id} | {one.title} |")
    return "\n".join(lines)


def verdicts(results):
    """Markdown: every fault and who found it."""
    lines = ["| fault | what it does | amas conform | schemathesis |", "|---|---|---|---|"]
    for one in FAULTS.values():
        ours, theirs = (results.found.get((judge, one.id), {}) for judge in ("conform", "tuned"))
        rule = f"`{ours['by'].split(' ')[0]}`" if ours.get("killed") else ""
        code = theirs.get("by", "").split(" ")[0] if theirs.get("killed") else ""
        lines.append(f"| {one.id} | {one.title} | {rule} | {code} |")
    return "\n".join(lines)
