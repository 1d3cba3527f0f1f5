import JSON
import Testing

/// The root of a text that must be readable.
func read(_ text: String, limits: JSONLimits = .init(), file: String? = nil) throws -> Node {
    try Document.json(text.utf8, limits: limits, file: file).root
}

/// Why a text is refused, as "line:column message"; "read" if it is not.
func refusal(_ text: String, limits: JSONLimits = .init()) -> String {
    refusal(Array(text.utf8), limits: limits)
}

func refusal(_ bytes: [UInt8], limits: JSONLimits = .init()) -> String {
    do {
        _ = try Document.json(bytes, limits: limits)
        return "read"
    } catch {
        return "\(error.line):\(error.column) \(error.message)"
    }
}
