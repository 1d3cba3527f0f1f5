import JSON

/// A value of a request with paths in it, compiled.
indirect enum Template: Sendable {
    case literal(JSONValue)
    /// A text that is one single path: its value keeps its type.
    case value(Path)
    case text(TemplateText)
    case list([Template])
    case object([Member])
    /// One element of a list for each item of another.
    case forEach(Loop)
    /// Lines made into one text.
    case lines(Lines)

    struct Member: Sendable {
        var name: String
        var value: Template
    }

    struct Loop: Sendable {
        var items: Path
        var name: String
        /// More items than this are left out.
        var most: Int
        var element: Template
    }

    struct Lines: Sendable {
        var elements: [Template]
        var escape: Escape
        /// In characters; what is longer is cut and ends in an ellipsis.
        var limit: Int
        var isSingleLine: Bool
    }
}

extension Template {
    /// The value in `scope`; members whose value is null are left out of their object.
    func render(in scope: JSONObject, escape: Escape = .none) -> JSONValue {
        switch self {
        case .literal(let value): value
        case .value(let path): Self.escaped(path.value(in: scope), escape)
        case .text(let text): .string(text.render(in: scope, escape: escape))
        case .list(let elements): .array(elements.flatMap { $0.elements(in: scope, escape: escape) })
        case .object(let members): Self.object(members, scope, escape)
        case .forEach: .array(elements(in: scope, escape: escape))
        case .lines(let lines): .string(lines.render(in: scope))
        }
    }

    /// What it adds to the list it stands in.
    func elements(in scope: JSONObject, escape: Escape) -> [JSONValue] {
        guard case .forEach(let loop) = self else { return [render(in: scope, escape: escape)] }
        let items = loop.items.value(in: scope).arrayValue ?? []
        return items.prefix(loop.most).map { item in
            var inner = scope
            inner[loop.name] = item
            return loop.element.render(in: inner, escape: escape)
        }
    }

    private static func object(_ members: [Member], _ scope: JSONObject, _ escape: Escape) -> JSONValue {
        var object = JSONObject()
        for member in members {
            let value = member.value.render(in: scope, escape: escape)
            if !value.isNull { object[member.name] = value }
        }
        return .object(object)
    }

    private static func escaped(_ value: JSONValue, _ escape: Escape) -> JSONValue {
        if case .string(let text) = value { .string(escape.apply(text)) } else { value }
    }
}

extension Template.Lines {
    fileprivate func render(in scope: JSONObject) -> String {
        let lines = elements.flatMap { $0.elements(in: scope, escape: escape) }.map(\.plainText)
        let text = lines.joined(separator: "\n")
        let kept = isSingleLine ? text.split(whereSeparator: \.isNewline).joined(separator: " ") : text
        return kept.count <= limit ? kept : String(kept.prefix(max(0, limit - 1))) + "…"
    }
}

extension TemplateText {
    /// The text with the values in it; `transform` is what each value goes through.
    func render(in scope: JSONObject, transform: (String) -> String) -> String {
        pieces.map { piece in
            switch piece {
            case .plain(let text): text
            case .path(let path): transform(path.value(in: scope).plainText)
            }
        }.joined()
    }

    func render(in scope: JSONObject, escape: Escape = .none) -> String {
        render(in: scope, transform: escape.apply)
    }
}

extension JSONValue {
    /// The value inside a text: texts as they are, null as nothing, everything else as JSON.
    var plainText: String {
        switch self {
        case .null: ""
        case .string(let text): text
        default: jsonText
        }
    }
}
