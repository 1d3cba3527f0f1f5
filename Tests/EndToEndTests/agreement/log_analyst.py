"""log_analyst beside goaccess (counts) and drain3 (templates), on generated logs whose truth is known."""

import json
import math
import random
from collections import Counter
from datetime import datetime, timedelta, timezone

from drain3 import TemplateMiner
from drain3.masking import MaskingInstruction
from drain3.template_miner_config import TemplateMinerConfig

from agreement import Row, row

START = datetime(2026, 11, 25, 0, 0, tzinfo=timezone.utc)
PATHS = ["/", "/items", "/items/search", "/cart", "/login", "/about", "/static/app.js", "/api/v1/orders"]


def access_log(path, count=6_000, seed=7):
    """A combined log with request times; ten minutes of 5xx, twenty slow paths, seven lines that are none."""
    pick = random.Random(seed)
    lines, facts = [], []
    for index in range(count):
        time = START + timedelta(seconds=index * 2)
        is_burst = 60 <= index * 2 // 60 < 70
        status = pick.choice([502, 503, 200]) if is_burst else pick.choices([200, 304, 404, 500], [90, 5, 4, 1])[0]
        client, target = f"192.0.2.{pick.randint(1, 40)}", pick.choice(PATHS)
        size, seconds = pick.randint(0, 90_000), round(pick.lognormvariate(-3, 1), 3)
        query = f"?q={index}" if pick.random() < 0.3 else ""
        lines.append(f'{client} - - [{time:%d/%b/%Y:%H:%M:%S} +0000] "GET {target}{query} HTTP/1.1" {status} {size} '
                     f'"-" "agent/{pick.randint(1, 3)}" {seconds:.3f}')
        facts.append((client, target, status, size, seconds))
    for index in range(7):
        lines.insert(500 * (index + 1), f"Traceback line {index}: nothing of a log format")
    path.write_text("\n".join(lines) + "\n")
    return facts


TEMPLATES = [
    "INFO Connection from {ip} port {n} accepted", "INFO Connection from {ip} port {n} closed by peer",
    "INFO Session {uuid} opened for user {word}", "INFO Session {uuid} of user {word} expired after {n} s",
    "DEBUG Cache hit ratio is {f} over {n} requests", "WARN Queue depth {n} exceeds limit {n}",
    "ERROR Cannot write block {hex} to disk {n}", "INFO Job {n} finished in {f} seconds",
    "WARN Retry {n} of {n} for host {ip}", "INFO Configuration reloaded", "DEBUG Heartbeat from node {word} received",
    "INFO Uploaded {n} bytes to bucket {word}",
]
RECENT = "ERROR Replication to {ip} lost after {n} ms"


def text_log(path, count=5_000, seed=11):
    """Plain text of twelve forms, and a thirteenth in the last tenth; answers the form and the message of each line."""
    pick = random.Random(seed)
    words = ["alpha", "beta", "gamma", "delta", "omega", "sigma", "kappa"]
    values = {
        "ip": lambda: ".".join(str(pick.randint(1, 254)) for _ in range(4)), "n": lambda: str(pick.randint(0, 99_999)),
        "f": lambda: f"{pick.random() * 100:.2f}", "word": lambda: pick.choice(words),
        "hex": lambda: f"0x{pick.getrandbits(32):08x}",
        "uuid": lambda: "-".join(f"{pick.getrandbits(4 * size):0{size}x}" for size in (8, 4, 4, 4, 12)),
    }
    forms, messages, lines = [], [], []
    for index in range(count):
        form = len(TEMPLATES) if index >= count * 0.9 and pick.random() < 0.2 else pick.randrange(len(TEMPLATES))
        text = RECENT if form == len(TEMPLATES) else TEMPLATES[form]
        for name, value in values.items():
            while "{%s}" % name in text:
                text = text.replace("{%s}" % name, value(), 1)
        level, message = text.split(" ", 1)
        lines.append(f"{START + timedelta(seconds=index):%Y-%m-%d %H:%M:%S},123 {level} {message}")
        forms.append(form)
        messages.append(message)
    path.write_text("\n".join(lines) + "\n")
    return forms, messages


def groups(keys):
    """What tells a group of lines without its name: how many there are, the first and the last."""
    first, last, count = {}, {}, Counter(keys)
    for line, key in enumerate(keys, 1):
        first.setdefault(key, line)
        last[key] = line
    return {(count[key], first[key], last[key]) for key in count}


def drain3_groups(messages):
    """The groups that drain3 makes with the same parameters and masks."""
    edge, end = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
    config = TemplateMinerConfig()
    config.drain_sim_th, config.drain_depth = 0.4, 4
    config.masking_instructions = [
        MaskingInstruction(edge + r"(?:\d{1,3}\.){3}\d{1,3}" + end, "ip"),
        MaskingInstruction(edge + r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}" + end, "uuid"),
        MaskingInstruction(edge + r"0x[0-9a-f]+" + end, "hex"),
        MaskingInstruction(edge + r"[-+]?\d+(?:\.\d+)?" + end, "num"),
    ]
    miner = TemplateMiner(config=config)
    return groups([miner.add_log_message(message)["cluster_id"] for message in messages])


def goaccess(lab, path):
    report = lab.command(
        "goaccess", path, "--log-format", '%h %^[%d:%t %^] "%r" %s %b "%R" "%u" %T', "--date-format", "%d/%b/%Y",
        "--time-format", "%T", "-o", "json", "--no-global-config", "--ignore-crawlers", "--no-query-string")
    return json.loads(report)


def goaccess_hits(report, panel):
    """Hits by name, the nested items of a panel if it has them."""
    items = [one for item in report[panel]["data"] for one in item.get("items", [item])]
    return {item["data"].split(" ")[0]: item["hits"]["count"] for item in items}


def nearest_rank(values, share):
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def alike(agent, question, reference, what, ours, theirs):
    """A row about two sets, which agree if they are equal; the table tells how large they are."""
    told = f"{len(theirs)} {what}, {len(ours & theirs)} the same"
    return Row(agent, question, reference, f"{len(ours)} {what}", told, ours == theirs)


def rows(lab):
    name = "log_analyst"
    access = lab.files / "access.log"
    facts = access_log(access)
    task = lab.run(task_type=name.replace("analyst", "analysis"), target=str(access),
                   parameters={"slow_ms": 100, "top": 50})
    assert task["status"] == "completed", task
    stats, found = task["result"]["statistics"], task["result"]["findings"]
    theirs = goaccess(lab, access)
    general = theirs["general"]
    times = [one[4] * 1000 for one in facts]
    burst = next(one for one in stats["bursts"] if one["kind"] == "errors")
    result = [
        row(name, "lines read, lines not read", "goaccess", (stats["parsed"], stats["unparsed"]["count"]),
            (general["valid_requests"], general["failed_requests"])),
        row(name, "answers by status", "goaccess", dict(sorted(stats["statuses"].items())),
            dict(sorted(goaccess_hits(theirs, "status_codes").items()))),
        row(name, "bytes sent", "goaccess", stats["bytes_sent"], general["bandwidth"]),
        alike(name, "requests by client", "goaccess", "clients",
              {(one["value"], one["count"]) for one in stats["top_clients"]["items"]},
              set(goaccess_hits(theirs, "hosts").items())),
        alike(name, "requests by path", "known truth", "paths",
              {(one["value"], one["count"]) for one in stats["top_paths"]["items"]},
              set(Counter(one[1] for one in facts).items())),
        row(name, "p50, p95, p99 in ms", "known truth",
            [stats["latency_ms"][key] for key in ("p50", "p95", "p99")],
            [round(nearest_rank(times, share), 3) for share in (0.5, 0.95, 0.99)]),
        row(name, "minutes of the burst", "known truth", (burst["start"][11:16], burst["end"][11:16]),
            ("01:00", "01:10")),
        row(name, "findings", "known truth",
            sorted({one["rule"] for one in found}),
            ["log.errors.burst", "log.http.server_errors", "log.latency.slow", "log.lines.unparsed",
             "log.template.errors"]),
    ]

    text = lab.files / "service.log"
    forms, messages = text_log(text)
    task = lab.run(task_type="log_analysis", target=str(text), parameters={"top": 100})
    assert task["status"] == "completed", task
    templates = task["result"]["templates"]["templates"]
    ours = {(one["count"], one["first_line"], one["last_line"]) for one in templates}
    recent = [one["evidence"]["template"] for one in task["result"]["findings"] if one["rule"] == "log.template.recent"]
    result += [
        alike(name, "groups of lines", "drain3", "groups", ours, drain3_groups(messages)),
        alike(name, "groups of lines", "known truth", "groups", ours, groups(forms)),
        row(name, "forms that are only at the end", "known truth", recent, ["Replication to <ip> lost after <num> ms"]),
    ]
    return result
