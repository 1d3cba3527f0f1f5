/// A path in which some segments are parameters, such as "/api/v1/tasks/{task_id}".
public struct PathTemplate: Sendable, Hashable {
    public enum Segment: Sendable, Hashable {
        case literal(String)
        case parameter(String)
    }

    /// As it is written, after the path of the server's URL.
    public var text: String
    /// What stands between the slashes; none for "/".
    public var segments: [Segment]

    public init(_ text: String) {
        self.text = text
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        segments = parts == [""] ? [] : parts.map(Segment.init)
    }

    /// Equal for templates that match the same paths, whatever their parameters are called.
    var shape: String {
        segments.map { segment in
            switch segment {
            case .literal(let text): "/\(text)"
            case .parameter: "/{}"
            }
        }.joined()
    }

    /// The names in braces, in order.
    public var parameterNames: [String] {
        segments.compactMap { segment in
            guard case .parameter(let name) = segment else { return nil }
            return name
        }
    }
}

extension PathTemplate.Segment {
    fileprivate init(_ text: Substring) {
        guard text.hasPrefix("{"), text.hasSuffix("}"), text.count > 2 else {
            self = .literal(String(text))
            return
        }
        self = .parameter(String(text.dropFirst().dropLast()))
    }
}
