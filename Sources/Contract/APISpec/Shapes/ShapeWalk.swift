import JSON

/// Walks the files along their shapes: what is misspelt, missing or of the wrong type becomes a diagnostic.
///
/// On the way it follows every reference once, and collects the schemas for their compiler.
struct ShapeWalk {
    /// Whose files they are, which decides how they are judged.
    enum Judgement {
        /// This server's own: keys that start with x- are looked at.
        case house
        /// Anybody's, held to the standard; other rules look for broken references.
        case standard
        /// Anybody's, to be used: a warning is enough where what is meant is clear.
        case lenient
    }

    private(set) var diagnostics: [Diagnostic] = []
    /// Every schema at a place of the specification that holds one, in order.
    private(set) var schemas: [Node] = []

    private let documents: DocumentSet
    private var visited: Set<NodeID> = []
    /// Targets of references that are still to be walked, in files that are not ours.
    private var pending: [(Node, ShapeName)] = []
    /// The shape of each name.
    private let shapes: [ShapeName: Shape]
    private let judgement: Judgement

    var isOurs: Bool { judgement == .house }

    init(_ documents: DocumentSet, shapes: [ShapeName: Shape] = Shape.all, as judgement: Judgement = .house) {
        self.documents = documents
        self.shapes = shapes
        self.judgement = judgement
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
            report(
                .init(code: "missing-key", "\(name.rawValue) needs the key \"\(key)\"", at: node),
                Shape.weight(ofMissing: key, in: name))
        }
    }

    /// Walks what the references of files that are not ours lead to: by turns, because they may form long chains.
    mutating func finish() {
        while let (node, shape) = pending.popLast() { visitReference(node, to: shape) }
    }

    private mutating func visit(_ key: Node, _ value: Node, in name: ShapeName, _ shape: Shape) {
        let text = key.keyText
        if let field = shape.fields[text] {
            visit(value, field, as: text, key, Shape.weight(of: text, in: name))
        } else if text.hasPrefix("x-") {
            if let fault = extensionFault(key, text, in: name, shape) { report(fault) }
        } else if let rest = shape.rest {
            visit(value, rest, as: text, key, .contract)
        } else {
            // A reference where there can be none leaves open what is meant.
            report(unknownKey(key, text, in: name, shape), text == "$ref" ? .contract : .prose)
        }
    }

    private mutating func visit(
        _ value: Node, _ field: Shape.Field, as name: String, _ key: Node, _ weight: Shape.Weight
    ) {
        switch field {
        case .object(let shape): visit(value, as: shape)
        case .reference(let shape): visitReference(value, to: shape)
        case .schema: schemas.append(value)
        case .list(let element): visitList(value, element, as: name, key, weight)
        case .filled(let element):
            visitList(value, element, as: name, key, weight)
            if value.kind == .array, value.count == 0 {
                report(.init(code: "empty-list", "\"\(name)\" must not be empty", at: value), weight)
            }
        case .flagOr(let shape): if value.kind != .boolean { visitReference(value, to: shape) }
        case .map(let element): visitMap(value, element, as: name, weight)
        case .unsupported(let advice):
            report(.init(code: "unsupported-key", "\"\(name)\" is not supported here", help: advice, at: key))
        case .anything, .text, .flag, .whole, .number, .word:
            if let fault = field.fault(of: value, called: name) { report(fault, weight) }
        }
    }

    private mutating func visitList(
        _ value: Node, _ element: Shape.Field, as name: String, _ key: Node, _ weight: Shape.Weight
    ) {
        guard value.kind == .array else { return report(.wrongType(value, "\"\(name)\" must be a list"), weight) }
        for item in value.elements { visit(item, element, as: name, key, weight) }
    }

    private mutating func visitMap(
        _ value: Node, _ element: Shape.Field, as name: String, _ weight: Shape.Weight
    ) {
        guard value.kind == .object else { return report(.wrongType(value, "\"\(name)\" must be an object"), weight) }
        for (key, member) in value.members {
            if judgement == .lenient, key.keyText.hasPrefix("x-"), member.kind != .object { continue }
            visit(member, element, as: key.keyText, key, weight)
        }
    }

    private mutating func visitReference(_ value: Node, to shape: ShapeName) {
        guard let reference = value["$ref"] else { return visit(value, as: shape) }
        guard !visited.contains(NodeID(value)) else { return }
        visit(value, as: .reference)
        if judgement == .lenient { reportSiblings(of: reference, in: value) }
        guard let text = reference.string else { return }
        guard let next = documents.resolve(text, from: reference) else {
            if isOurs { report(documents.brokenReference(text, at: reference)) }
            if judgement == .lenient, let fault = Self.unfollowed(text, at: reference) { report(fault) }
            return
        }
        if documents.isOnCircle(value) {
            report(.init(code: "reference-circle", "\"\(text)\" leads nowhere but to other references", at: reference))
        } else if isOurs {
            visitReference(next, to: shape)
        } else {
            pending.append((next, shape))
        }
    }

    /// The fault of a reference to another host, or to a name, where the standard has no names.
    private static func unfollowed(_ text: String, at reference: Node) -> Diagnostic? {
        let fragment = text.drop { $0 != "#" }.dropFirst()
        let isRemote = text.prefix { $0 != "#" && $0 != "/" }.contains(":") || text.hasPrefix("//")
        guard isRemote || !(fragment.isEmpty || fragment.hasPrefix("/")) else { return nil }
        return Diagnostic(
            code: "reference-remote", "\"\(text)\" is not in the folder of the document, and nothing is fetched",
            help: "copy it there, and refer to the copy by its path", at: reference)
    }

    /// OpenAPI 3.1.1, section 4.8.23: only a summary and a description may stand beside a reference.
    private mutating func reportSiblings(of reference: Node, in object: Node) {
        for (key, _) in object.members {
            let name = key.keyText
            if ["$ref", "summary", "description"].contains(name) || name.hasPrefix("x-") { continue }
            report(
                .init(
                    .warning, code: "reference-siblings", "\"\(name)\" beside \"$ref\" is ignored",
                    help: "put it where the reference leads to", at: key))
        }
    }

    private mutating func report(_ diagnostic: Diagnostic, _ weight: Shape.Weight = .contract) {
        var diagnostic = diagnostic
        if judgement == .lenient, weight == .prose { diagnostic.severity = .warning }
        diagnostics.append(diagnostic)
    }
}
