import JSON

extension Shape.Field {
    /// What is wrong with a scalar of the specification, or nil.
    ///
    /// - Parameter name: the key it stands under.
    func fault(of node: Node, called name: String) -> Diagnostic? {
        switch self {
        case .text where node.kind != .string:
            .wrongType(node, "\"\(name)\" must be a string", help: node.isScalar ? "put it in quotes" : nil)
        case .flag where node.kind != .boolean: .wrongType(node, "\"\(name)\" must be true or false")
        case .number where node.double == nil: .wrongType(node, "\"\(name)\" must be a number")
        case .whole(let range): Self.fault(of: node, called: name, outside: range)
        case .word(let words): Self.fault(of: node, called: name, notAmong: words)
        default: nil
        }
    }

    private static func fault(of node: Node, called name: String, outside range: ClosedRange<Int>) -> Diagnostic? {
        guard node.kind == .integer, let value = node.int else {
            return .wrongType(node, "\"\(name)\" must be a whole number")
        }
        if range.contains(value) { return nil }
        let bound = value < range.lowerBound ? "at least \(range.lowerBound)" : "at most \(range.upperBound)"
        return Diagnostic(code: "out-of-range", "\"\(name)\" must be \(bound), is \(value)", at: node)
    }

    private static func fault(of node: Node, called name: String, notAmong words: [String]) -> Diagnostic? {
        guard let value = node.string else {
            return .wrongType(node, "\"\(name)\" must be one of \(words.listed)")
        }
        if words.contains(value) { return nil }
        return Diagnostic(
            code: "unknown-value", "\"\(name)\" must be one of \(words.listed); is \"\(value)\"",
            help: .didYouMean(value, among: words), at: node)
    }
}

extension Diagnostic {
    /// A value of the wrong type; the message gains what it is.
    static func wrongType(_ node: Node, _ message: String, help: String? = nil) -> Diagnostic {
        Diagnostic(code: "wrong-type", "\(message), is \(node.kind.phrase)", help: help, at: node)
    }
}

extension Node.Kind {
    /// The kind as messages call it.
    var phrase: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer: "a whole number"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension Node {
    /// Whether quotes would make it a string.
    fileprivate var isScalar: Bool {
        switch kind {
        case .null, .boolean, .integer, .number: true
        case .string, .array, .object: false
        }
    }
}
