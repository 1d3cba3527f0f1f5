/// A path in which some segments hold parameters, such as "/api/v1/tasks/{task_id}".
public struct PathTemplate: Sendable, Hashable {
    /// What stands between two slashes.
    public enum Segment: Sendable, Hashable {
        case literal(String)
        case parameter(String)
        /// Texts and parameters side by side, such as "{sid}.json" or "{from}..{to}".
        case mixed([Part])
    }

    /// A piece of a mixed segment.
    public enum Part: Sendable, Hashable {
        case literal(String)
        case parameter(String)
    }

    /// A pair of the query that a path is written with, such as "?beta=true".
    public struct QueryPair: Sendable, Hashable {
        public var name: String
        public var value: String
    }

    /// As it is written, after the path of the server's URL.
    public var text: String
    /// What stands between the slashes; none for "/".
    public var segments: [Segment]
    /// What a request must have in its query, for paths that are written with one.
    public var query: [QueryPair]

    public init(_ text: String) {
        self.text = text
        let whole = text.prefix { $0 != "#" }
        let halves = whole.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = (halves.first ?? "").split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        segments = parts == [""] ? [] : parts.map(Segment.init)
        query = halves.count == 2 ? halves[1].split(separator: "&").map(QueryPair.init) : []
    }

    /// Equal for templates that match the same requests, whatever their parameters are called.
    public var shape: String {
        let path = segments.map { segment in
            switch segment {
            case .literal(let text): "/\(text)"
            case .parameter: "/{}"
            case .mixed(let parts): "/" + parts.map(\.shape).joined()
            }
        }.joined()
        let pairs = query.map { "\($0.name)=\($0.value)" }.sorted()
        return pairs.isEmpty ? path : "\(path)?\(pairs.joined(separator: "&"))"
    }

    /// The names in braces, in order.
    public var parameterNames: [String] {
        segments.flatMap { segment -> [String] in
            switch segment {
            case .literal: []
            case .parameter(let name): [name]
            case .mixed(let parts): parts.compactMap(\.name)
            }
        }
    }
}

extension PathTemplate.Part {
    /// The parameter's name; nil for a text.
    public var name: String? {
        if case .parameter(let name) = self { name } else { nil }
    }

    fileprivate var shape: String {
        if case .literal(let text) = self { text } else { "{}" }
    }
}

extension PathTemplate.QueryPair {
    fileprivate init(_ text: Substring) {
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        name = String(halves[0])
        value = halves.count == 2 ? String(halves[1]) : ""
    }
}

extension PathTemplate.Segment {
    fileprivate init(_ text: Substring) {
        guard let parts = Self.parts(of: text), parts.contains(where: { $0.name != nil }) else {
            self = .literal(String(text))
            return
        }
        if parts.count == 1, let name = parts[0].name {
            self = .parameter(name)
        } else {
            self = .mixed(parts)
        }
    }

    /// Texts and names in turn; nil where the braces do not match, or hold nothing.
    private static func parts(of text: Substring) -> [PathTemplate.Part]? {
        var parts: [PathTemplate.Part] = []
        var rest = text
        while !rest.isEmpty {
            if rest.first == "{" {
                guard let end = rest.firstIndex(of: "}") else { return nil }
                let name = rest[rest.index(after: rest.startIndex)..<end]
                guard !name.isEmpty, !name.contains("{") else { return nil }
                parts.append(.parameter(String(name)))
                rest = rest[rest.index(after: end)...]
            } else {
                let literal = rest.prefix { $0 != "{" }
                guard !literal.contains("}") else { return nil }
                parts.append(.literal(String(literal)))
                rest = rest[literal.endIndex...]
            }
        }
        return parts
    }
}
