import JSON

extension ShapeWalk {
    /// A key that neither the standard nor we know at this place.
    func unknownKey(_ key: Node, _ text: String, in name: ShapeName, _ shape: Shape) -> Diagnostic {
        Diagnostic(
            code: "unknown-key", "\(name.rawValue) has no key \"\(text)\"",
            help: .didYouMean(text, among: shape.fields.keys) ?? "its keys are \(shape.fields.keys.sorted().listed)",
            at: key)
    }

    /// What is wrong with a key that starts with x-: nothing if it belongs to somebody else.
    func extensionFault(_ key: Node, _ text: String, in name: ShapeName, _ shape: Shape) -> Diagnostic? {
        guard isOurs else { return shape.isExtensible ? nil : unknownKey(key, text, in: name, shape) }
        if let owners = Shape.extensionKeys[text] {
            let place = owners.map(\.rawValue).sorted().joined(separator: " or ")
            return Diagnostic(
                code: "misplaced-extension", "\"\(text)\" does nothing in \(name.rawValue)",
                help: "it belongs in \(place)", at: key)
        }
        if let help = String?.didYouMean(text, among: Shape.extensionKeys.keys) {
            return Diagnostic(code: "unknown-extension", "unknown extension key \"\(text)\"", help: help, at: key)
        }
        return shape.isExtensible ? nil : unknownKey(key, text, in: name, shape)
    }
}
