import APISpec
import JSON
import SchemaInstances

/// A shell script that shows a finding again: it logs in, makes what is asked about, asks, and compares the answer.
struct ReproductionScript {
    let finding: Finding
    let title: String
    let address: ServerAddress
    let login: JudgedOperation?
    /// The name that each token stood for.
    let tokens: [String: String]
    /// Text that must not be shown, and the variable that holds it.
    let secrets: [(text: String, variable: String)]

    /// Needs a POSIX shell and curl, and Python where curl cannot send the request.
    var text: String {
        guard let reproduction = finding.reproduction else {
            return (head + ["", finding.curl, ""]).joined(separator: "\n")
        }
        let setup = [
            "# Exits 0 when the answer is \(reproduction.answer) again, 1 when it is another, 2 when nothing can be asked.",
            "set -u", "URL=${URL:-\(address)}", "ANSWER=$(mktemp)", "trap 'rm -f \"$ANSWER\"' EXIT",
            "stop() { echo \"$1\" >&2; exit 2; }",
        ]
        let lines = head + setup + preamble(reproduction) + steps(reproduction) + verdict(reproduction)
        return lines.joined(separator: "\n") + "\n"
    }

    private var head: [String] {
        let facts = [
            ("tried", finding.attempt), ("expected", finding.expected), ("got", finding.got),
            ("specification", finding.spec.map { "\($0)" } ?? ""),
        ].filter { !$0.1.isEmpty }
        return ["#!/bin/sh", "# \(finding.rule): \(title)", "# \(finding.subject)".onOneLine]
            + facts.map { "# \($0.0): \($0.1)".onOneLine }
    }

    /// Passwords and other secrets are asked for by name; tokens are fetched.
    private func preamble(_ reproduction: Reproduction) -> [String] {
        let requests = reproduction.requests
        var lines: [String] = []
        for secret in secrets where requests.contains(where: { $0.holds(secret.text) }) {
            lines.append("[ -n \"${\(secret.variable):-}\" ] || stop 'set \(secret.variable) first'")
        }
        let names = tokens.filter { token in requests.contains { $0.usesToken(token.key) } }.map(\.value)
        if !names.isEmpty, let login { lines += Self.login(login) }
        for name in names.distinct.sorted() {
            let (token, password) = ("TOKEN_\(name.variable)", "PASSWORD_\(name.variable)")
            lines += [
                "if [ -z \"${\(token):-}\" ]; then",
                "  [ -n \"${\(password):-}\" ] || stop \(quoted("set \(password) to the password of \(name) first"))",
                "  \(token)=$(login \(quoted(name)) \"$\(password)\")",
                "  [ -n \"$\(token)\" ] || stop \(quoted("\(name) cannot log in"))", "fi",
            ]
        }
        if requests.contains(where: { $0.renewed(Self.nonce) != $0 }) {
            lines += ["NONCE=$(date +%s)", "NONCE=${NONCE#??}"]
        }
        if !reproduction.ask.request.isForCurl { lines.append(Self.exchange) }
        if reproduction.preparation.contains(where: { $0.made != nil }) { lines += [Self.member, Self.location] }
        return lines
    }

    private func steps(_ reproduction: Reproduction) -> [String] {
        var ids: [(text: String, variable: String)] = []
        return reproduction.preparation.flatMap { step -> [String] in
            let curl = curl(ids)
            let line = curl.line(step.request.renewed(Self.nonce), at: address, options: "-sS")
            guard let made = step.made else { return ["\(line) > \"$ANSWER\" || stop 'no answer'"] }
            let variable = "ID_\(ids.count + 1)"
            ids.append((made, variable))
            let (dump, read) =
                switch step.source {
                case .member(let name): ("-sS", "member \(quoted(name))")
                case .location: ("-sS -o /dev/null -D -", "location")
                }
            let maker = curl.line(step.request.renewed(Self.nonce), at: address, options: dump)
            return ["\(variable)=$(\(maker) | \(read))", "[ -n \"$\(variable)\" ] || stop 'nothing was made'"]
        } + ask(reproduction, curl(ids))
    }

    private func ask(_ reproduction: Reproduction, _ curl: Curl) -> [String] {
        let request = reproduction.ask.request.renewed(Self.nonce)
        guard request.isForCurl else {
            return [
                "\(curl.bytes(request, at: address)) | exchange > \"$ANSWER\" || stop 'no answer'",
                "STATUS=$(sed -n '1s/^HTTP\\/1.1 \\([0-9]*\\).*/\\1/p' \"$ANSWER\")",
            ]
        }
        let line = curl.line(request, at: address, options: "-s -i -o \"$ANSWER\" -w '%{http_code}' --max-time 15")
        return ["STATUS=$(\(line))"]
    }

    private func verdict(_ reproduction: Reproduction) -> [String] {
        let code = reproduction.code.map { " && grep -q \(quoted("\"error_code\" *: *\"\($0)\"")) \"$ANSWER\"" } ?? ""
        return [
            "cat \"$ANSWER\"", "echo", "[ \"$STATUS\" != 000 ] || stop 'no answer'",
            "[ \"$STATUS\" = \(reproduction.status) ]\(code)",
        ]
    }

    /// Tokens, ids, secrets and the address stand as variables.
    private func curl(_ ids: [(text: String, variable: String)]) -> Curl {
        let tokens = tokens.map { (text: $0.key, variable: "TOKEN_\($0.value.variable)") }
        return Curl(
            secrets: tokens + secrets + ids + [(address.description, "URL"), (Self.nonce, "NONCE")])
    }

    private func quoted(_ text: String) -> String { Curl().quoted(text) }
}
