import JSON

/// Walks the files along their shapes: what is misspelt, missing or of the wrong type becomes a diagnostic.
///
/// On the way it follows every reference once, and collects the schemas for their compiler.
struct ShapeWalk {
    private(set) var diagnostics: [Diagnostic] = []
    /// Every schema at a place of the specification that holds one, in order.
    private(set) var schemas: [Node] = []

    private let documents: DocumentSet
    private var visited: Set<NodeID> = []
    /// Targets of references that are still to be walked, in files that are not ours.
    private var pending: [(Node, ShapeName)] = []
    /// The shape of each name.
    private let shapes: [ShapeName: Shape]
    /// Whether the files are this server's own: then keys that start with x- are looked at, and broken references.
    let isOurs: Bool

    init(_ documents: DocumentSet, shapes: [ShapeName: Shape] = Shape.all, isOurs: Bool = true) {
        self.documents = documents
        self.shapes = shapes
        self.isOurs = isOurs
    }

    /// Walks one object and everything below it.
    mutating func visit(_ node: Node, as name: ShapeName) {
        guard visited.insert(NodeID(node)).inserted else { return }
        guard let shape = shapes[name] else { return }
        guard node.kind == .object else {
            report(.wrongType(node, "\(name.rawValue) must be an object"))
            return
        }
        for (key, value) in node.members { visit(key, value, in: name, shape) }
        for key in shape.required where node[key] == nil {
            report(.init(code: "missing-key", "\(name.rawValue) needs the key \"\(key)\"", at: node))
        }
    }

    /// Walks what the references of files that are not ours lead to: by turns, because they may form long chains.
    mutating func finish() {
        while let (node, shape) = pending.popLast() { visitReference(node, to: shape) }
    }

    private mutating func visit(_ key: Node, _ value: Node, in name: ShapeName, _ shape: Shape) {
        let text = key.keyText
        if let field = shape.fields[text] {
            visit(value, field, as: text, key)
        } else if text.hasPrefix("x-") {
            if let fault = extensionFault(key, text, in: name, shape) { report(fault) }
        } else if let rest = shape.rest {
            visit(value, rest, as: text, key)
        } else {
            report(unknownKey(key, text, in: name, shape))
        }
    }

    private mutating func visit(_ value: Node, _ field: Shape.Field, as name: String, _ key: Node) {
        switch field {
        case .object(let shape): visit(value, as: shape)
        case .reference(let shape): visitReference(value, to: shape)
        case .schema: schemas.append(value)
        case .list(let element): visitList(value, element, as: name, key)
        case .filled(let element):
            visitList(value, element, as: name, key)
            if value.kind == .array, value.count == 0 {
                report(.init(code: "empty-list", "\"\(name)\" must not be empty", at: value))
            }
        case .flagOr(let shape): if value.kind != .boolean { visitReference(value, to: shape) }
        case .map(let element): visitMap(value, element, as: name)
        case .unsupported(let advice):
            report(.init(code: "unsupported-key", "\"\(name)\" is not supported here", help: advice, at: key))
        case .anything, .text, .flag, .whole, .number, .word:
            if let fault = field.fault(of: value, called: name) { report(fault) }
        }
    }

    private mutating func visitList(_ value: Node, _ element: Shape.Field, as name: String, _ key: Node) {
        guard value.kind == .array else { return report(.wrongType(value, "\"\(name)\" must be a list")) }
        for item in value.elements { visit(item, element, as: name, key) }
    }

    private mutating func visitMap(_ value: Node, _ element: Shape.Field, as name: String) {
        guard value.kind == .object else { return report(.wrongType(value, "\"\(name)\" must be an object")) }
        for (key, member) in value.members { visit(member, element, as: key.keyText, key) }
    }

    private mutating func visitReference(_ value: Node, to shape: ShapeName) {
        guard let reference = value["$ref"] else { return visit(value, as: shape) }
        guard !visited.contains(NodeID(value)) else { return }
        visit(value, as: .reference)
        guard let text = reference.string else { return }
        guard let next = documents.resolve(text, from: reference) else {
            guard isOurs else { return }
            return report(documents.brokenReference(text, at: reference))
        }
        if documents.isOnCircle(value) {
            report(.init(code: "reference-circle", "\"\(text)\" leads nowhere but to other references", at: reference))
        } else if isOurs {
            visitReference(next, to: shape)
        } else {
            pending.append((next, shape))
        }
    }

    private mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}
