import JSON

/// The specification line by line: which rules were held against the server for each, and what came of it.
struct LinePage {
    private enum Mark: String {
        /// A rule was held against the server for it, and found nothing.
        case green
        /// A finding points at it.
        case red
        /// No rule pointed at it in this run.
        case idle
        /// It promises nothing: empty, or a comment.
        case none
    }

    private let rules: [SpecLine: Set<String>]
    private let faults: [SpecLine: Set<String>]

    init(_ report: Report) {
        rules = report.coverage.lines
        faults = report.openFindings.reduce(into: [:]) { faults, finding in
            if let place = finding.spec { faults[SpecLine(place), default: []].insert(finding.rule) }
        }
    }

    func html(sources: [String: [UInt8]]) -> [String] {
        let files = Set(rules.keys.map(\.file)).union(faults.keys.map(\.file))
        return [
            """
            <section><h2>The specification</h2><p><span class="key green">a rule was held against the server for this \
            line</span> <span class="key red">a finding points at it</span> <span class="key idle">no rule pointed at \
            it</span></p>
            """
        ] + sources.keys.sorted().filter(files.contains).map { html($0, sources[$0] ?? []) } + ["</section>"]
    }

    private func html(_ file: String, _ bytes: [UInt8]) -> String {
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        var counts: [Mark: Int] = [:]
        let items = lines.enumerated().map { index, text -> String in
            let line = SpecLine(file: file, line: index + 1)
            let mark = mark(line, text)
            counts[mark, default: 0] += 1
            let names = (rules[line] ?? []).union(faults[line] ?? []).sorted().joined(separator: " ")
            let shown = names.isEmpty ? "" : "<small>\(names.xml)</small>"
            return "<li value=\"\(index + 1)\" class=\"\(mark)\"><code>\(String(text).xml)</code>\(shown)</li>"
        }
        let summary = [Mark.green, .red, .idle].map { mark in
            "<span class=\"key \(mark)\">\(counts[mark] ?? 0)</span>"
        }
        return """
            <details class="file"><summary><code>\(file.xml)</code> \(summary.joined(separator: " "))</summary>
            <ol class="lines">
            \(items.joined(separator: "\n"))
            </ol></details>
            """
    }

    private func mark(_ line: SpecLine, _ text: Substring) -> Mark {
        if faults[line] != nil { return .red }
        if rules[line] != nil { return .green }
        let start = text.first { $0 != " " && $0 != "\t" }
        return start == nil || start == "#" ? .none : .idle
    }
}
