import JSON
import Outbound

/// Counts the lines of source files for each language.
struct CodeCount: Tool {
    let name = "code.count"
    let description = "Counts files and their blank, comment and code lines for each language, as cloc does."
    let inputSchema: JSONValue = {
        var members = CodeTree.inputs
        members["by_file"] = ["type": "boolean", "default": false, "description": "Whether to list every file."]
        return InputShape.object(members, required: ["path"])
    }()

    /// Gives `{languages: [{language, files, blank, comment, code}], total, files?, ignored, skipped}`, the language with
    /// the most code first.
    ///
    /// Files that are the same byte for byte count once; empty files, binary files and those in no known language are
    /// only counted under `ignored`.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        return try await FileScope.working { () async throws(ToolError) in
            let code = try await CodeTree(input, context)
            var tally = CodeTally(listsFiles: input.flag("by_file", or: false))
            try await code.each { entry, bytes throws(ToolError) in tally.add(entry.path, bytes) }
            return tally.json(skipped: code.skipped)
        }
    }
}

/// The counts of the files seen so far.
struct CodeTally {
    let listsFiles: Bool
    private var languages: [String: (files: Int, lines: LineCount)] = [:]
    private var files: [JSONValue] = []
    private var ignored = (empty: 0, binary: 0, unknown: 0, duplicate: 0)
    private var seen: Set<FilePrint> = []

    init(listsFiles: Bool) { self.listsFiles = listsFiles }

    mutating func add(_ path: String, _ bytes: [UInt8]) {
        if bytes.isEmpty { ignored.empty += 1; return }
        if BinaryCheck.isBinary(bytes) { ignored.binary += 1; return }
        guard let language = Language.of(path: path, bytes: bytes) else { ignored.unknown += 1; return }
        guard seen.insert(FilePrint(bytes)).inserted else { ignored.duplicate += 1; return }
        let lines = LineCount(bytes, in: language)
        let sum = languages[language.name] ?? (0, LineCount())
        languages[language.name] = (sum.files + 1, sum.lines + lines)
        guard listsFiles else { return }
        var file: JSONObject = ["path": .string(path), "language": .string(language.name)]
        for member in lines.members { file[member.key] = member.value }
        files.append(.object(file))
    }

    func json(skipped: JSONValue) -> JSONValue {
        let rows = languages.sorted { ($1.value.lines.code, $0.key) < ($0.value.lines.code, $1.key) }
        let total = rows.reduce((files: 0, lines: LineCount())) {
            ($0.files + $1.value.files, $0.lines + $1.value.lines)
        }
        var output: JSONObject = [
            "languages": .array(rows.map { Self.row(["language": .string($0.key)], $0.value) }),
            "total": Self.row([:], total),
            "ignored": [
                "empty": .integer(ignored.empty), "binary": .integer(ignored.binary),
                "unknown": .integer(ignored.unknown), "duplicate": .integer(ignored.duplicate),
            ],
            "skipped": skipped,
        ]
        if listsFiles { output["files"] = .array(files) }
        return .object(output)
    }

    private static func row(_ start: JSONObject, _ sum: (files: Int, lines: LineCount)) -> JSONValue {
        var row = start
        row["files"] = .integer(sum.files)
        for member in sum.lines.members { row[member.key] = member.value }
        return .object(row)
    }
}
