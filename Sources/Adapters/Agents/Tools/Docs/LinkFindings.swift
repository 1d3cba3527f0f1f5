import JSON

/// What is found about the links of a folder, with places.
struct LinkFindings {
    let check: LinkCheck
    /// The path of a document as people write it.
    let shown: (String) -> String
    /// Where each document's lines begin.
    let lines: [String: LineStarts]

    func finding(_ doubt: LinkCheck.Doubt) -> Finding {
        let link = doubt.link
        switch doubt.kind {
        case .missing(let path):
            let suggestion = path.flatMap { Suggestion.nearest(to: $0, among: check.neighbours(of: $0).sorted()) }
            let (rule, what) =
                link.kind == .image ? ("docs.image.missing", "image") : ("docs.link.dead", "file or folder")
            return finding(
                rule, .medium, "There is no \(what) at \"\(link.target)\"", doubt.document, link.offset,
                ["target": .string(link.target), "path": JSONValue(path.map(shown))],
                suggestion.map { "Did you mean \"\(shown($0))\"?" } ?? "Correct the link, or add what it leads to.")
        case .noAnchor(let path, let fragment):
            let anchors = check.documents[path]?.anchors ?? []
            let suggestion = Suggestion.nearest(to: fragment, among: anchors.sorted())
            return finding(
                "docs.anchor.missing", .low, "\(shown(path)) has no place called \"#\(fragment)\"", doubt.document,
                link.offset, ["target": .string(link.target), "document": .string(shown(path))],
                suggestion.map { "Did you mean \"#\($0)\"?" }
                    ?? "Correct the fragment, or add a heading or id of that name.")
        }
    }

    /// Ids that stand twice in one document, and labels without a target.
    var inDocuments: [Finding] {
        check.documents.sorted { $0.key < $1.key }.flatMap { path, facts -> [Finding] in
            var seen: Set<String> = []
            let twice = facts.ids.filter { !seen.insert($0.text).inserted }.map { id in
                finding(
                    "docs.id.duplicate", .low, "The id \"\(id.text)\" occurs more than once", path, id.offset,
                    ["id": .string(id.text)], "Give each element an id of its own: links reach only the first.")
            }
            return twice
                + facts.undefinedLabels.map { label in
                    finding(
                        "docs.reference.undefined", .low, "There is no definition of [\(label.text)]", path,
                        label.offset,
                        ["label": .string(label.text)],
                        "Add a line \"[\(label.text)]: target\", or escape the brackets.")
                }
        }
    }

    func external(_ link: LinkCheck.External, _ reason: String, status: Int?) -> Finding {
        finding(
            "docs.link.external_dead", .medium, "\(link.url) \(reason)", link.document, link.link.offset,
            ["target": .string(link.url), "status": status.map { .integer($0) } ?? .null],
            "Correct or remove the link.")
    }

    private func finding(
        _ rule: String, _ severity: Finding.Severity, _ title: String, _ document: String, _ offset: Int,
        _ evidence: JSONObject, _ remedy: String
    ) -> Finding {
        let (line, column) = lines[document]?.place(of: offset) ?? (1, 1)
        let place: JSONObject = [
            "file": .string(shown(document)), "line": .integer(line), "column": .integer(column),
        ]
        return Finding(
            rule: rule, severity: severity, title: title, evidence: .object(evidence.adding(place)), remedy: remedy,
            location: "\(shown(document)):\(line):\(column)")
    }
}

/// Where the lines of a text begin.
struct LineStarts {
    private let bytes: [UInt8]
    private let starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        starts = [0] + bytes.indices.filter { bytes[$0] == 0x0a }.map { $0 + 1 }
    }

    /// Line and column from 1; columns count Unicode scalars.
    func place(of offset: Int) -> (line: Int, column: Int) {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        let before = bytes[starts[low]..<max(starts[low], min(offset, bytes.count))]
        return (low + 1, before.count { $0 & 0xc0 != 0x80 } + 1)
    }
}
