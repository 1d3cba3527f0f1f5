import JSON
import Outbound

/// Measures the functions of source files.
struct CodeComplexity: Tool {
    let name = "code.complexity"
    let description =
        "Measures lines of code, cyclomatic complexity and parameters of each function, as lizard counts them."
    let inputSchema: JSONValue = {
        var members = CodeTree.inputs
        for (name, limit, meaning) in [
            ("max_complexity", 15, "A function with a higher cyclomatic complexity is a finding."),
            ("max_lines", 100, "A function with more lines of code is a finding."),
            ("max_parameters", 7, "A function with more parameters is a finding."),
        ] {
            members[name] = [
                "type": "integer", "minimum": 1, "maximum": 100_000, "default": .integer(limit),
                "description": .string(meaning),
            ]
        }
        members["list"] = [
            "type": "integer", "minimum": 0, "maximum": 20_000, "default": 20,
            "description": "How many functions to list, the most complex first.",
        ]
        return InputShape.object(members, required: ["path"])
    }()

    /// Gives `{total: {files, functions, lines, complexity, average_complexity, max_complexity}, languages, functions,
    /// findings, skipped}`; each of `functions` is `{path, line, last_line, name, lines, complexity, parameters}`.
    ///
    /// Files that are the same byte for byte are measured once.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        return try await FileScope.working { () async throws(ToolError) in
            let code = try await CodeTree(input, context)
            var survey = ComplexitySurvey()
            var seen: Set<FilePrint> = []
            try await code.each { entry, bytes throws(ToolError) in
                guard let grammar = Grammar.of(path: entry.path), !BinaryCheck.isBinary(bytes) else { return }
                guard seen.insert(FilePrint(bytes)).inserted else { return }
                survey.add(grammar.functions(in: bytes), language: grammar.name, path: entry.path)
            }
            let limits = ComplexityLimits(
                complexity: input.integer("max_complexity", or: 15), lines: input.integer("max_lines", or: 100),
                parameters: input.integer("max_parameters", or: 7))
            return survey.json(list: input.integer("list", or: 20), limits: limits, skipped: code.skipped)
        }
    }
}

/// The functions of the files seen so far.
struct ComplexitySurvey {
    struct Entry {
        let path: String
        let function: MeasuredFunction
    }

    private var entries: [Entry] = []
    private var languages: [String: (files: Int, functions: Int, complexity: Int)] = [:]

    mutating func add(_ functions: [MeasuredFunction], language: String, path: String) {
        entries += functions.map { Entry(path: path, function: $0) }
        let sum = languages[language] ?? (0, 0, 0)
        languages[language] = (
            sum.files + 1, sum.functions + functions.count, sum.complexity + functions.reduce(0) { $0 + $1.complexity }
        )
    }

    func json(list: Int, limits: ComplexityLimits, skipped: JSONValue) -> JSONValue {
        let ranked = entries.sorted { left, right in
            if left.function.complexity != right.function.complexity {
                return left.function.complexity > right.function.complexity
            }
            return (left.path, left.function.line) < (right.path, right.function.line)
        }
        return [
            "total": total,
            "languages": .array(languages.sorted { $0.key < $1.key }.map(Self.language)),
            "functions": .array(ranked.prefix(list).map(\.json)),
            "findings": JSONValue(ranked.flatMap(limits.findings).sorted { $0.severity > $1.severity }),
            "skipped": skipped,
        ]
    }

    private static func language(
        _ name: String, _ sum: (files: Int, functions: Int, complexity: Int)
    ) -> JSONValue {
        [
            "language": .string(name), "files": .integer(sum.files), "functions": .integer(sum.functions),
            "complexity": .integer(sum.complexity),
        ]
    }

    private var total: JSONValue {
        let complexity = entries.reduce(0) { $0 + $1.function.complexity }
        // Hundredths, so that the figure is the same on every machine.
        let average = entries.isEmpty ? 0 : (complexity * 100 + entries.count / 2) / entries.count
        return [
            "files": .integer(languages.values.reduce(0) { $0 + $1.files }), "functions": .integer(entries.count),
            "lines": .integer(entries.reduce(0) { $0 + $1.function.nloc }), "complexity": .integer(complexity),
            "average_complexity": .double(Double(average) / 100),
            "max_complexity": .integer(entries.map(\.function.complexity).max() ?? 0),
        ]
    }
}

extension ComplexitySurvey.Entry {
    fileprivate var json: JSONValue {
        [
            "path": .string(path), "line": .integer(function.line), "last_line": .integer(function.lastLine),
            "name": .string(function.name), "lines": .integer(function.nloc),
            "complexity": .integer(function.complexity), "parameters": .integer(function.parameters),
        ]
    }
}
