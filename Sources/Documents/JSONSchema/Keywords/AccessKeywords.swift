import JSON

/// `readOnly` and `writeOnly`: JSON Schema validation section 9.4, OpenAPI 3.1.1 section 4.8.24.
struct Access: OptionSet, Sendable {
    let rawValue: UInt8

    static let readOnly = Access(rawValue: 1)
    static let writeOnly = Access(rawValue: 2)

    /// Whether the member must stay away when the value travels this way.
    func isClosed(in direction: CompiledSchema.Direction) -> Bool {
        switch direction {
        case .none: false
        case .request: contains(.readOnly)
        case .response: contains(.writeOnly)
        }
    }
}

extension MemberCheck {
    func isRequired(in direction: CompiledSchema.Direction) -> Bool {
        isRequired && !access.isClosed(in: direction)
    }
}

extension ProgramBuilder {
    /// How a schema may be used, by its own keywords and those behind `$ref` and `allOf`.
    mutating func access(to schema: Node) -> Access {
        var access: Access = []
        for node in index.sameValueSchemas(from: [schema]) {
            if node["readOnly"]?.bool == true { access.insert(.readOnly) }
            if node["writeOnly"]?.bool == true { access.insert(.writeOnly) }
        }
        return access
    }

    /// Likewise for a member that is required in one of `schemas` but described elsewhere.
    mutating func access(toMember name: String, of schemas: [Node]) -> Access {
        var found: Access = []
        for schema in index.sameValueSchemas(from: schemas) {
            if let member = schema["properties"]?[name] { found.formUnion(access(to: member)) }
        }
        return found
    }
}

extension SchemaIndex {
    /// The schemas that judge the same value as `schemas` unconditionally: these, and what their `$ref` and `allOf`
    /// lead to.
    mutating func sameValueSchemas(from schemas: [Node]) -> [Node] {
        var found: [Node] = []
        var seen: Set<SchemaKey> = []
        var queue = schemas
        while let node = queue.popLast() {
            guard seen.insert(SchemaKey(node)).inserted else { continue }
            found.append(node)
            if let reference = node["$ref"], let text = reference.string, let target = resolve(text, from: node) {
                queue.append(target)
            }
            if let branches = node["allOf"] { queue.append(contentsOf: branches.elements) }
        }
        return found
    }

    /// The `default` of each member that an object schema names, through `$ref` and `allOf`.
    mutating func memberDefaults(of schema: Node) -> [String: Node] {
        var found: [String: Node] = [:]
        for node in sameValueSchemas(from: [schema]) {
            guard let properties = node["properties"] else { continue }
            for (key, value) in properties.members {
                if let name = key.string, let value = defaultValue(of: value) { found[name] = value }
            }
        }
        return found
    }

    /// The `default` of a schema, its own or that of the schema its `$ref` names.
    mutating func defaultValue(of schema: Node) -> Node? {
        var node = schema
        for _ in 0..<32 {
            if let value = node["default"] { return value }
            guard let reference = node["$ref"], let text = reference.string, let next = resolve(text, from: node)
            else { return nil }
            node = next
        }
        return nil
    }
}
