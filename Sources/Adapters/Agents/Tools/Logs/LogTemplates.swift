import JSON
import Outbound

/// Finds the forms that the messages of a log have.
struct LogTemplates: Tool {
    let name = "log.templates"
    let description =
        "Groups the lines of a log by their form (Drain) and finds forms that are recent or errors."
    let inputSchema = InputShape.object(
        LogFile.properties.adding([
            "top": [
                "type": "integer", "minimum": 1, "maximum": 1_000, "default": 20,
                "description": "How many templates are listed.",
            ],
            "similarity": [
                "type": "number", "minimum": 0, "maximum": 1, "default": 0.4,
                "description": "The share of equal words from which a line belongs to a template.",
            ],
            "depth": [
                "type": "integer", "minimum": 3, "maximum": 20, "default": 4,
                "description": "Levels of the tree: a line is led by its first depth - 3 words.",
            ],
            "recent_percent": [
                "type": "integer", "minimum": 1, "maximum": 90, "default": 20,
                "description": "How much of the end of the log counts as recent.",
            ],
        ]), required: ["path"])

    /// Gives `{path, lines, count, covered, overflow, templates: [{template, count, share, first_line, last_line, errors,
    /// example}], findings}`; `covered` is the share of all lines that the listed templates have.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        let reader = LogFile.reader(input, now: context.now())
        var parameters = Drain.Parameters()
        parameters.similarity = input["similarity"]?.doubleValue ?? 0.4
        parameters.depth = input.integer("depth", or: 4)
        var table = TemplateTable(parameters)
        let path = input.text("path")
        _ = try await reportedFiles { () async throws(FileError) in
            try await context.files.lines(of: path, longest: LogFile.longestLine) { line in
                table.add(line, reader.read(line))
                return true
            }
        }
        let all = table.templates
        let listed = all.prefix(input.integer("top", or: 20))
        let rules = TemplateRules(
            templates: all, lines: table.lines, path: path,
            recentPercent: input.integer("recent_percent", or: 20))
        return [
            "path": .string(path), "lines": .integer(table.lines), "empty": .integer(table.empty),
            "count": .integer(all.count), "overflow": .integer(table.overflow),
            "covered": StatisticsView.share(listed.reduce(0) { $0 + $1.count }, of: table.lines),
            "templates": .array(listed.map { $0.json(of: table.lines) }),
            "findings": JSONValue(rules.findings),
        ]
    }
}

extension TemplateTable.Template {
    func json(of lines: Int) -> JSONValue {
        [
            "template": .string(text), "count": .integer(count),
            "share": StatisticsView.share(count, of: lines),
            "first_line": .integer(entry.firstLine), "last_line": .integer(entry.lastLine),
            "errors": .integer(entry.errors), "example": .string(entry.example),
        ]
    }
}
