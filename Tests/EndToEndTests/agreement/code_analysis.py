"""The agent code_analysis beside cloc, lizard and detect-secrets, on this repository and on a planted corpus."""

import csv
import io
import json
import random
import shutil
import string
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from agreement import Row, row

AGENT = "code_analysis"
# What lizard measures and we do, by the ends of names.
MEASURED = {".swift", ".py", ".c", ".cc", ".cpp", ".h", ".hpp", ".go", ".java", ".js", ".ts"}


def analyse(lab, path, **parameters):
    """The finished task for a folder, with every file and every function in its result."""
    parameters = {"details": True, "list": 20000} | parameters
    task = lab.run(title="Read", task_type=AGENT, target=str(path), parameters=parameters)
    assert task["status"] == "completed", task
    return task


# Lines: cloc

def lines_of_cloc(lab, path):
    """{language: (files, blank, comment, code)} as cloc counts them."""
    text = lab.command("cloc", "--json", "--quiet", "--timeout", "0", path)
    report = json.loads(text) if text.strip() else {}
    return {name: (one["nFiles"], one["blank"], one["comment"], one["code"])
            for name, one in report.items() if name not in ("header", "SUM")}


def lines_of_ours(task):
    return {one["language"]: (one["files"], one["blank"], one["comment"], one["code"])
            for one in task["result"]["languages"]}


# Functions: lizard

def functions_of_lizard(lab, path):
    """{(file, line): (lines, complexity, parameters)} as lizard measures them, of the languages that we measure."""
    found = {}
    for one in csv.reader(io.StringIO(lab.python("lizard", "--csv", path))):
        lines, complexity, _, parameters, _, _, file, _, _, start, _ = one
        if Path(file).suffix in MEASURED:
            found[(str(Path(file).relative_to(path)), int(start))] = (int(lines), int(complexity), int(parameters))
    return found


def functions_of_ours(task):
    return {(one["path"], one["line"]): (one["lines"], one["complexity"], one["parameters"])
            for one in task["result"]["functions"]}


def differences(ours, theirs):
    """(place, ours, theirs) of each function that the two do not measure alike."""
    return [(place, ours.get(place), theirs.get(place)) for place in sorted(ours.keys() | theirs.keys())
            if ours.get(place) != theirs.get(place)]


# A corpus in the languages that the repository itself does not hold

POLYGLOT = {
    "shapes.cpp": """#include <vector>
#define LIMIT 10

namespace shapes {
template <typename T> class Box : public Base<T> {
public:
    explicit Box(int size) : size_(size), items_(size) {}
    virtual ~Box() {}
    int area(const std::vector<std::pair<int, int>> &sides, int scale = 2) const {
        int sum = 0;
        for (auto &side : sides) {
            if (side.first > 0 && side.second > 0 || scale < 0) {
                sum += side.first * side.second;  // a comment
            }
        }
#ifdef DEBUG
        sum = sum ? sum : 1;
#endif
        return sum;
    }
    bool operator==(const Box &other) const { return size_ == other.size_; }

private:
    int size_;
};
}  // namespace shapes

static int classify(int value, const char *name)
{
    switch (value) {
    case 0: return 1;
    case 1:
    case 2: return 2;
    default: break;
    }
    while (value > LIMIT) value--;
    do { value++; } while (value < 3);
    return name ? value : -1;
}

int main(void) { return classify(1, "a"); }
""",
    "list.c": """#include <stdlib.h>

struct node { int value; struct node *next; };

struct node *push(struct node *head, int value)
{
    struct node *made = malloc(sizeof *made);
    if (!made) return head;
    made->value = value;
    made->next = head;
    return made;
}

int sum(const struct node *head) {
    int total = 0;
    for (; head; head = head->next)
        total += head->value > 0 ? head->value : 0;
    return total;
}

void each(struct node *head, void (*visit)(int, void *), void *more)
{
    /* a block
       comment */
    while (head) {
        visit(head->value, more);
        head = head->next;
    }
}
""",
    "Store.java": """package store;

import java.util.*;

public class Store<K extends Comparable<K>, V> {
    private final Map<K, V> items = new HashMap<>();

    public Store(int size) {
        this.size = size;
    }

    @Override
    public V get(K key, V other) throws IllegalStateException {
        if (key == null || closed) {
            throw new IllegalStateException("closed");
        }
        return items.containsKey(key) ? items.get(key) : other;
    }

    static int parse(String text, List<? extends Number> more, int... rest) {
        try {
            for (int i = 0; i < rest.length; i++) {
                while (rest[i] > 0) rest[i]--;
            }
            return Integer.parseInt(text);
        } catch (NumberFormatException error) {
            return -1;
        }
    }

    enum Kind { A, B; int code() { return this == A ? 1 : 2; } }
}
""",
    "server.go": """package main

import "fmt"

type Server struct {
	handler func(string) error
	names   map[string]int
}

type Handler interface {
	Handle(name string) error
}

// New makes a server.
func New(names ...string) *Server {
	server := &Server{names: map[string]int{}}
	for index, name := range names {
		server.names[name] = index
	}
	return server
}

func (s *Server) Run(name string, limit, step int) (int, error) {
	if _, ok := s.names[name]; !ok && limit > 0 {
		return 0, fmt.Errorf("no %s", name)
	}
	count := 0
	for count < limit {
		switch {
		case count > 10:
			count += step
		case count > 5 || step == 0:
			count++
		default:
			count += 2
		}
	}
	return count, nil
}

func main() {
	text := `if for while`
	fmt.Println(text)
}
""",
    "cart.js": """'use strict';

function total(items, rate) {
    let sum = 0;
    for (const item of items) {
        if (item.price > 0 && item.count) {
            sum += item.price * item.count;
        }
    }
    return rate ? sum * rate : sum;
}

class Cart {
    constructor(owner) {
        this.owner = owner;
    }

    add(item, count) {
        while (count > 0) {
            this.items.push(item);
            count--;
        }
    }
}

function parse(text) {
    try {
        return JSON.parse(text);
    } catch (error) {
        return null;
    }
}
""",
    "queue.ts": """interface Item {
    name: string;
    run(count: number): void;
}

export class Queue {
    private items: Item[] = [];

    push(item: Item, front: boolean): number {
        if (front) {
            this.items.unshift(item);
        } else {
            this.items.push(item);
        }
        return this.items.length;
    }

    next(): Item | undefined {
        return this.items.length > 0 ? this.items.shift() : undefined;
    }
}

function choose(kind: string, size: number): number {
    switch (kind) {
        case 'a':
            return size;
        case 'b':
            return size * 2;
        default:
            return size && 1;
    }
}
""",
}


def polyglot(lab):
    folder = lab.files / "polyglot"
    folder.mkdir(exist_ok=True)
    for name, text in POLYGLOT.items():
        (folder / name).write_text(text)
    return folder


def standard_library(lab):
    """Packages of Python's own library: real code that others wrote."""
    folder = lab.files / "python"
    if not folder.exists():
        for name in ("asyncio", "email", "http", "json", "unittest"):
            shutil.copytree(Path(sysconfig.get_path("stdlib")) / name, folder / name,
                            ignore=shutil.ignore_patterns("__pycache__"))
    return folder


# Secrets: detect-secrets

@dataclass
class Line:
    kind: str
    file: str
    text: str
    secret: str = ""


def planted(seed=7):
    """Lines with a secret each, made when they are needed so that no file of ours holds one, and lines without."""
    chance = random.Random(seed)

    def some(alphabet, count):
        return "".join(chance.choice(alphabet) for _ in range(count))

    words = string.ascii_letters + string.digits
    upper, hexadecimal = string.ascii_uppercase + string.digits, "0123456789abcdef"
    lines = []

    def secret(kind, file, before, value, after=""):
        lines.append(Line(kind, file, before + value + after, value))

    secret("AWS access key", "a.py", "key = '", "AK" + "IA" + some(upper, 16), "'")
    secret("GitHub token", "a.py", "t = '", "gh" + "p_" + some(words, 36), "'")
    secret("GitLab token", "a.py", "t = '", "glp" + "at-" + some(words, 20), "'")
    secret("Slack token", "a.py", "t = '", "xox" + f"b-{some(string.digits, 12)}-{some(string.digits, 12)}-"
           + some(string.ascii_lowercase, 24), "'")
    secret("Stripe key", "a.js", "const k = '", "sk_" + "live_" + some(words, 24), "'")
    secret("SendGrid key", "a.js", "const k = '", "S" + "G." + some(words, 22) + "." + some(words, 43), "'")
    secret("Twilio key", "a.js", "const k = '", "S" + "K" + some(hexadecimal, 32), "'")
    secret("private key", "key.pem", "", "-----BEGIN RSA " + "PRIVATE KEY-----")
    secret("JSON Web Token", "a.go", "t := \"", "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxIn0." + some(words, 43), "\"")
    secret("password in a URL", "a.yaml", "url: postgres://admin:", some(words, 14), "@db.internal/x")
    secret("password in code", "a.swift", "let password = \"", some(words, 12), "\"")
    secret("password in settings", "a.yaml", "db_password: ", some(words, 12))
    secret("API key in code", "a.java", "String apiKey = \"", some(words, 24), "\";")
    secret("random base64", "a.py", "x = '", some(words + "+/", 44), "'")
    secret("random hexadecimal", "a.py", "x = '", some(hexadecimal, 40), "'")
    for file, text in [
        ("a.py", "password = os.environ['PASSWORD']"), ("a.py", "name = 'The quick brown fox'"),
        ("a.swift", "let password = readLine()"), ("a.yaml", "admin_password: ${DB_PASSWORD}"),
        ("a.js", "const url = 'https://example.com:8080/path'"), ("a.go", "import \"github.com/example/module/path\""),
        ("a.py", "id = 'd9428888-122b-11e1-b85c-61cd3cbb3210'"), ("a.java", "int hash = 1234567890;"),
        ("a.py", "alphabet = 'abcdefghijklmnopqrstuvwxyz'"), ("a.yaml", "password: changeme"),
    ]:
        lines.append(Line("none", file, text))
    return lines


def plant(lab, lines):
    """Writes the corpus; answers its folder and {(file, line number): line}."""
    folder = lab.files / "secrets"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    places = {}
    for line in lines:
        path = folder / line.file
        before = path.read_text() if path.exists() else ""
        path.write_text(before + line.text + "\n")
        places[(line.file, before.count("\n") + 1)] = line
    return folder, places


def secrets_of_detect_secrets(lab, folder):
    report = json.loads(lab.python("detect_secrets", "-C", folder, "scan", "--all-files", "--no-verify", "."))
    return {(file, one["line_number"]) for file, found in report["results"].items() for one in found}


def secrets_of_ours(task):
    places = (one["location"].rsplit(":", 1) for one in task["result"]["findings"]
              if one["rule"].startswith("secrets."))
    return {(file, int(number)) for file, number in places}


# The rows

PYTHON = "asyncio, email, http, json, unittest of Python"
WHY_FUNCTIONS = {
    "Tests": "lizard takes a brace that follows a comma for a name, so that the function ends before its end",
    PYTHON: "lizard takes a function on one line for the one around it, and ends a function early if a default in "
            "parentheses ends a line of its parameters",
}
WHY_SECRETS = {"password: changeme": "a placeholder, which is passed over here"}


def rows(lab):
    return [*lines(lab), *functions(lab), *secrets(lab)]


def lines(lab):
    for folder in ("Sources", "Tests", "spec", "docs", "scripts"):
        task = analyse(lab, lab.root / folder)
        ours, theirs = lines_of_ours(task), lines_of_cloc(lab, lab.root / folder)
        for language in sorted(ours.keys() | theirs.keys()):
            yield row(AGENT, f"{folder}: files, blank, comment, code of {language}", "cloc 1.96",
                      ours.get(language), theirs.get(language))


def functions(lab):
    for name, folder in (("Sources", lab.root / "Sources"), ("Tests", lab.root / "Tests"),
                         ("a corpus of C, C++, Go, Java, JavaScript, TypeScript", polyglot(lab)),
                         (PYTHON, standard_library(lab))):
        ours = functions_of_ours(analyse(lab, folder))
        theirs = functions_of_lizard(lab, folder)
        apart = differences(ours, theirs)
        same = len(ours.keys() | theirs.keys()) - len(apart)
        yield Row(AGENT, f"{name}: functions alike in lines, complexity and parameters", "lizard 1.24.3",
                  f"{same} of {len(ours)}", f"{same} of {len(theirs)}", not apart,
                  WHY_FUNCTIONS.get(name, "") if apart else "")


def secrets(lab):
    folder, places = plant(lab, planted())
    ours = secrets_of_ours(analyse(lab, folder))
    theirs = secrets_of_detect_secrets(lab, folder)
    for place, line in places.items():
        question = f"planted: {line.kind}" if line.secret else f"no secret: `{line.text}`"
        yield row(AGENT, question, "detect-secrets 1.5.0", "reported" if place in ours else "passed over",
                  "reported" if place in theirs else "passed over", WHY_SECRETS.get(line.kind if line.secret else line.text, ""))
