import JSON

extension Report {
    /// The report as one page that needs nothing else: findings, rules, coverage, and the specification line by line.
    ///
    /// - Parameter sources: the files of the specification, by the names that places have.
    public func html(sources: [String: [UInt8]]) -> String {
        let body =
            [headHTML, filterHTML] + findingsHTML + rulesHTML + coverageHTML
            + LinePage(self).html(sources: sources)
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            script-src 'unsafe-inline'">
            <title>amas conform: \(headline.xml)</title>
            <style>
            \(PageStyle.css)
            </style>
            </head>
            <body>
            \(body.joined(separator: "\n"))
            <script>
            \(PageStyle.script)
            </script>
            </body>
            </html>

            """
    }

    private var headHTML: String {
        let isGood = openFindings.isEmpty && ending == .complete && checks > 0
        let facts = [
            ("Server", url), ("Specification", specification), ("Specification digest", specDigest),
            ("Suite digest", suiteDigest), ("Seed", String(seed)), ("Requests", String(requests)),
            ("Checks", String(checks)), ("Seconds", Self.tenths(seconds)),
        ]
        return """
            <header>
            <h1 class="\(isGood ? "passed" : "failed")">\(headline.xml)</h1>
            <dl class="facts">\(facts.map { "<dt>\($0.0)</dt><dd>\($0.1.xml)</dd>" }.joined())</dl>
            </header>
            """
    }

    /// Shows and hides rows; without scripts everything is shown.
    private var filterHTML: String {
        let boxes = Case.Verdict.allCases.map { verdict in
            "<label class=\"\(verdict)\"><input type=\"checkbox\" value=\"\(verdict)\" checked> \(verdict) "
                + "<b>\(count(verdict))</b></label>"
        }
        return """
            <nav><input type="search" id="search" placeholder="rule, operation or file" aria-label="filter">
            \(boxes.joined(separator: "\n"))</nav>
            """
    }

    private var findingsHTML: [String] {
        guard !findings.isEmpty else { return [] }
        let articles = cases.flatMap { one in one.findings.map { (one, $0) } }.map { one, finding -> String in
            let facts = [
                ("tried", finding.attempt), ("expected", finding.expected), ("got", finding.got),
                ("specification", finding.spec.map { "\($0)" } ?? ""), ("again", finding.recurrence.text),
                ("accepted", finding.acceptance.map { "until \($0.expires): \($0.reason)" } ?? ""),
                ("note", finding.note ?? ""),
            ].filter { !$0.1.isEmpty }
            let list = facts.map { "<dt>\($0.0)</dt><dd>\($0.1.xml)</dd>" }.joined()
            let curl = finding.curl.isEmpty ? "" : "<pre>\(finding.curl.xml)</pre>"
            return """
                <article class="row" data-verdict="\(one.verdict)"><h3 class="\(one.verdict)">\(finding.rule.xml) \
                <small>\(finding.subject.xml)</small></h3><dl>\(list)</dl>\(curl)</article>
                """
        }
        return ["<section><h2>Findings</h2>"] + articles + ["</section>"]
    }

    private var rulesHTML: [String] {
        let groups = Dictionary(grouping: cases, by: \.rule)
        return ["<section><h2>Rules</h2>"]
            + rules.map { rule in Self.html(rule, groups[rule.id] ?? []) } + ["</section>"]
    }

    private static func html(_ rule: Rule, _ cases: [Case]) -> String {
        let counts = Case.Verdict.allCases.compactMap { verdict -> String? in
            let count = cases.count { $0.verdict == verdict }
            return count == 0 ? nil : "<span class=\"badge \(verdict)\">\(count) \(verdict)</span>"
        }
        let rows = cases.map { one in
            "<tr class=\"row\" data-verdict=\"\(one.verdict)\"><td class=\"\(one.verdict)\">\(one.verdict)</td>"
                + "<td>\(one.subject.xml)</td><td class=\"number\">\(one.checks)</td>"
                + "<td>\((one.spec.map { "\($0)" } ?? "").xml)</td><td>\(one.notes.joined(separator: "; ").xml)</td></tr>"
        }
        return """
            <details class="rule"><summary><code>\(rule.id.xml)</code> <i>\(rule.level.rawValue)</i> \(rule.title.xml) \
            \(counts.joined(separator: " "))</summary>
            <p>Stands on: \(rule.basis.xml)</p>
            <table><thead><tr><th>verdict</th><th>subject</th><th>checks</th><th>specification</th><th>notes</th></tr>\
            </thead><tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table></details>
            """
    }

    private var coverageHTML: [String] {
        let rows = coverage.operations.map { one in
            "<tr><td><code>\(one.title.xml)</code></td>"
                + [one.statuses, one.codes, one.roles].map { "<td>\($0.html)</td>" }.joined() + "</tr>"
        }
        return [
            "<section><h2>Coverage</h2><p>What is declared; struck out is what never came in this run.</p><table>",
            "<thead><tr><th>operation</th><th>statuses</th><th>codes</th><th>roles</th></tr></thead><tbody>",
        ] + rows + ["</tbody></table>"]
            + (coverage.events.declared.isEmpty ? [] : ["<p>Events: \(coverage.events.html)</p>"]) + ["</section>"]
    }
}

extension Coverage.Share {
    fileprivate var html: String {
        let undeclared = seen.filter { !declared.contains($0) }
        return
            (declared.map { seen.contains($0) ? "<span class=\"passed\">\($0.xml)</span>" : "<s>\($0.xml)</s>" }
            + undeclared.map { "<span class=\"failed\">\($0.xml)</span>" }).joined(separator: " ")
    }
}
