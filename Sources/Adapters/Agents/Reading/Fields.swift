import JSON

/// The members of one mapping, read by key; everything unexpected becomes a diagnostic.
struct Fields {
    let node: Node
    let path: String

    /// Reports keys that `shape` does not have.
    ///
    /// Keys that start with "x-" are the user's own.
    init(_ place: Sourced<Node>, _ shape: Shape, log: inout Diagnostics) {
        node = place.node
        path = place.path
        guard node.kind == .object else {
            log.append(Self.wrongKind(place, wanted: "a mapping"))
            return
        }
        for (key, _) in node.members {
            guard let name = key.string, !name.hasPrefix("x-"), !shape.keys.contains(name) else { continue }
            log.append(Self.unexpected(Sourced(value: name, node: key, path: pathOf(name)), in: shape))
        }
    }

    /// The value of `key`, nil if it is missing or null.
    func place(_ key: String) -> Sourced<Node>? {
        guard let value = node[key], !value.isNull else { return nil }
        return Sourced(value: value, node: value, path: pathOf(key))
    }

    /// The value of `key`, reported if it is missing.
    func required(_ key: String, help: String? = nil, log: inout Diagnostics) -> Sourced<Node>? {
        if let place = place(key) { return place }
        if node.kind == .object {
            let owner = path.isEmpty ? "the file" : path
            log.append(
                Diagnostic(code: "missing-key", "\(owner) has no \"\(key)\"", help: help, at: node, pointer: path))
        }
        return nil
    }

    func pathOf(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private static func unexpected(_ key: Sourced<String>, in shape: Shape) -> Diagnostic {
        if shape.later.contains(key.value) {
            return Diagnostic(
                code: "unsupported-key", "\"\(key.value)\" of \(shape.name) is not supported by this version",
                help: "remove it; supported are \(shape.keys.joined(separator: ", "))", at: key)
        }
        return Diagnostic(
            code: "unknown-key", "\(shape.name) has no key \"\(key.value)\"",
            help: suggestion(for: key.value, among: shape.keys), at: key)
    }

    static func wrongKind(_ place: Sourced<Node>, wanted: String, help: String? = nil) -> Diagnostic {
        Diagnostic(
            code: "wrong-kind",
            "\(place.path.isEmpty ? "the file" : place.path) must be \(wanted), not \(place.value.kindName)",
            help: help, at: place)
    }
}

extension Node {
    /// The kind as a sentence names it.
    var kindName: String {
        switch kind {
        case .null: "null"
        case .boolean: "true or false"
        case .integer, .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "a mapping"
        }
    }
}
