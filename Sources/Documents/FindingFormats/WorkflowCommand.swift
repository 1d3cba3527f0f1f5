public import JSON

/// A line that GitHub Actions turns into an annotation on a line of a file.
public struct WorkflowCommand: Sendable, CustomStringConvertible {
    /// "error", "warning" or "notice".
    public var level: String
    public var title: String
    public var message: String
    public var location: SourceLocation?

    public init(level: String, title: String, message: String, location: SourceLocation?) {
        self.level = level
        self.title = title
        self.message = message
        self.location = location
    }

    /// Such as `::error file=spec/openapi.yaml,line=3,col=1,title=unknown-key::unknown key`.
    public var description: String {
        var properties: [(String, String)] = []
        if let place = location {
            properties = [("file", place.file), ("line", String(place.line)), ("col", String(place.column))]
        }
        properties.append(("title", title))
        let list = properties.map { "\($0.0)=\(Self.property($0.1))" }.joined(separator: ",")
        return "::\(level) \(list)::\(Self.data(message))"
    }

    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
