import JSON

/// A value with the place it was read from.
struct Sourced<Value> {
    var value: Value
    var node: Node
    /// The dotted path of the place: "agents.security_expert.steps[2].uses".
    var path: String

    func map<Other>(_ change: (Value) -> Other) -> Sourced<Other> {
        Sourced<Other>(value: change(value), node: node, path: path)
    }
}

extension Sourced: Sendable where Value: Sendable {}

extension Diagnostic {
    /// A diagnostic at a value that was read.
    init<Value>(
        _ severity: Severity = .error, code: String, _ message: String, help: String? = nil, at place: Sourced<Value>
    ) {
        self.init(severity, code: code, message, help: help, at: place.node, pointer: place.path)
    }
}

/// "did you mean", else the list of what is known.
func suggestion(for word: String, among known: [String]) -> String {
    if let near = Suggestion.nearest(to: word, among: known) { return "did you mean \"\(near)\"?" }
    return known.isEmpty ? "there are none" : "known are \(known.joined(separator: ", "))"
}
