import JSON

/// Readers of keyword values: each returns the value, or nil after a diagnostic that says what it should be.
extension ProgramBuilder {
    mutating func text(of entry: SchemaEntry, in site: SchemaSite) -> String? {
        entry.value.string ?? refusedValue(of: entry, "a string", in: site)
    }

    mutating func flag(of entry: SchemaEntry, in site: SchemaSite) -> Bool? {
        entry.value.bool ?? refusedValue(of: entry, "true or false", in: site)
    }

    /// Annotations say nothing about values, so their faults are of no consequence.
    mutating func checkText(_ entry: SchemaEntry, in site: SchemaSite) {
        if entry.value.string == nil { objectToValue(of: entry, "a string", in: site) }
    }

    @discardableResult
    mutating func checkFlag(_ entry: SchemaEntry, in site: SchemaSite) -> Bool? {
        if entry.value.bool == nil { objectToValue(of: entry, "true or false", in: site) }
        return entry.value.bool
    }

    /// A count: 0, 1, 2, … also written as 2.0; larger than any count if it does not fit in an Int.
    mutating func count(of entry: SchemaEntry, in site: SchemaSite) -> Int? {
        if let int = entry.value.int, int >= 0 { return int }
        if entry.value.isIntegral, let double = entry.value.double, double >= 0 { return Int(exactly: double) ?? .max }
        return refusedValue(of: entry, "a whole number that is not negative", in: site)
    }

    mutating func number(of entry: SchemaEntry, in site: SchemaSite) -> Node? {
        if entry.value.double != nil { return entry.value }
        return refusedValue(of: entry, "a number", in: site)
    }

    /// The schemas of a non-empty list.
    mutating func schemaList(of entry: SchemaEntry, in site: SchemaSite) -> [Node]? {
        let elements = Array(entry.value.elements)
        return elements.isEmpty ? refusedValue(of: entry, "a list of one or more schemas", in: site) : elements
    }

    /// The schemas of an object by name.
    mutating func schemaMap(of entry: SchemaEntry, in site: SchemaSite) -> [(key: Node, value: Node)]? {
        guard entry.value.kind == .object else { return refusedValue(of: entry, "an object of schemas", in: site) }
        return Array(entry.value.members)
    }

    /// A list of names that all differ.
    mutating func names(of entry: SchemaEntry, in site: SchemaSite) -> [String]? {
        names(in: entry.value, of: entry, in: site)
    }

    /// Likewise, where the list stands deeper in the value.
    mutating func names(in list: Node, of entry: SchemaEntry, in site: SchemaSite) -> [String]? {
        guard list.kind == .array, list.elements.allSatisfy({ $0.kind == .string }) else {
            guard list.bool != nil else {
                return refusedValue(of: entry, "a list of member names", was: list, in: site)
            }
            let help = "list the required members beside \"properties\", as in required: [id]"
            objectToValue(of: entry, "a list of member names", was: list, help: help, in: site)
            return nil
        }
        var names: [String] = []
        for element in list.elements {
            let name = element.string ?? ""
            if names.contains(name) {
                object("schema-invalid-value", "\"\(name)\" is listed twice", at: element, in: site.block)
            } else {
                names.append(name)
            }
        }
        return names
    }

    /// The block for a schema that stands under `entry`.
    mutating func child(_ node: Node, of entry: SchemaEntry, _ tokens: [String] = [], in site: SchemaSite) -> Target {
        target(
            for: node, in: scope(of: node, in: site), under: entry.keyword, parent: site.block,
            tokens: [entry.keyword.rawValue] + tokens)
    }

    /// Likewise for a schema that judges the same value as its parent.
    mutating func childInPlace(
        _ node: Node, of entry: SchemaEntry, _ tokens: [String] = [], in site: SchemaSite, enclosing: [Node] = []
    ) -> Target {
        let target = target(
            for: node, in: scope(of: node, in: site), under: entry.keyword, parent: site.block,
            tokens: [entry.keyword.rawValue] + tokens, enclosing: enclosing)
        noteInPlace(target, because: entry.key, in: site)
        return target
    }
}

extension ProgramBuilder {
    /// What the place of `node`, which stands in the schema at `site`, means for it.
    mutating func scope(of node: Node, in site: SchemaSite) -> SchemaScope {
        let resource = index.resource(of: node)
        if index.resources[site.scope.resource].origin == resource { return site.scope }
        return SchemaScope(resource: resource, context: index.context(site.scope.context, entering: resource))
    }

    /// Likewise for `node` that a reference in the schema at `site` leads to.
    mutating func scope(ofReferenced node: Node, in site: SchemaSite) -> SchemaScope {
        let resource = index.resource(of: node)
        return SchemaScope(resource: resource, context: index.context(site.scope.context, entering: resource))
    }

    /// Reports what is wrong though its meaning is clear: a warning where the rules are lenient.
    mutating func object(_ code: String, _ message: String, help: String? = nil, at node: Node, in block: Int) {
        refuse(code, message, help: help, at: node, in: block, severity: rules.isLenient ? .warning : .error)
    }

    mutating func warn(_ code: String, _ message: String, help: String? = nil, at node: Node, in block: Int) {
        refuse(code, message, help: help, at: node, in: block, severity: .warning)
    }

    mutating func refuse(
        _ code: String, _ message: String, help: String? = nil, at node: Node, in block: Int,
        severity: Diagnostic.Severity = .error
    ) {
        let pointer = node.location == nil ? pointer(to: block) : nil
        diagnostics.append(Diagnostic(severity, code: code, message, help: help, at: node, pointer: pointer))
    }

    /// Reports that a keyword, or `value` in it, is of the wrong form.
    mutating func refuseValue(
        of entry: SchemaEntry, _ wanted: String, was value: Node? = nil, help: String? = nil, in site: SchemaSite
    ) {
        let value = value ?? entry.value
        refuse(
            "schema-invalid-value", "\"\(entry.keyword.rawValue)\" must be \(wanted), was \(value.phrase)",
            help: help, at: value, in: site.block)
    }

    /// Likewise where the rest of the schema is clear without it.
    mutating func objectToValue(
        of entry: SchemaEntry, _ wanted: String, was value: Node? = nil, help: String? = nil, in site: SchemaSite
    ) {
        let value = value ?? entry.value
        object(
            "schema-invalid-value", "\"\(entry.keyword.rawValue)\" must be \(wanted), was \(value.phrase)",
            help: help, at: value, in: site.block)
    }

    /// Likewise, in place of the value.
    mutating func refusedValue<Value>(
        of entry: SchemaEntry, _ wanted: String, was value: Node? = nil, help: String? = nil, in site: SchemaSite
    ) -> Value? {
        refuseValue(of: entry, wanted, was: value, help: help, in: site)
        return nil
    }
}
