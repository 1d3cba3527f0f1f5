public import JSON

/// What was proven of every line.
public struct ProofReport: Sendable {
    public var lines: [LineVerdict]
    /// How many servers were started, and how long it took in all.
    public var mutants: Int
    public var seconds: Double

    public var dead: [LineVerdict] { lines.filter { $0.standing == .dead } }
    /// Lines about behaviour that only the published documents follow.
    public var unshown: [LineVerdict] { lines.filter { !$0.isProven && $0.standing == .published } }

    /// The files in order, each with how many of its lines have which standing.
    public var counts: [(file: String, counts: [Standing: Int])] {
        var files: [String] = []
        for line in lines where files.last != line.file { files.append(line.file) }
        return files.map { file in
            (file, Dictionary(lines.filter { $0.file == file }.map { ($0.standing, 1) }, uniquingKeysWith: +))
        }
    }

    /// The table that docs/prove.md shows.
    public var summary: String {
        let columns = Standing.allCases.map(\.rawValue)
        var rows = [
            "| file | lines | \(columns.joined(separator: " | ")) |",
            "|---|\(String(repeating: "---:|", count: columns.count + 1))",
        ]
        for (file, counts) in counts {
            let cells = Standing.allCases.map { String(counts[$0] ?? 0) }
            rows.append("| \(file) | \(counts.values.reduce(0, +)) | \(cells.joined(separator: " | ")) |")
        }
        rows.append("")
        rows.append(
            "\(mutants) mutants in \(Int(seconds.rounded())) s; \(dead.count) dead lines, \(unshown.count) about behaviour that only the published documents show"
        )
        return rows.joined(separator: "\n")
    }

    /// For programs; `version` changes when a member is removed.
    public var json: JSONValue {
        [
            "version": 1, "mutants": .integer(mutants), "seconds": .double(seconds),
            "lines": .array(
                lines.map { line in
                    [
                        "file": .string(line.file), "line": .integer(line.line),
                        "standing": .string(line.standing.rawValue), "proven": .bool(line.isProven),
                        "operator": .string(line.mutation), "change": .string(line.change), "rule": .string(line.rule),
                        "finding": .string(line.finding), "text": .string(line.text),
                    ]
                }),
        ]
    }
}
