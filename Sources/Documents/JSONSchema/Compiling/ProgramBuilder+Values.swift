import JSON

/// Readers of keyword values: each returns the value, or nil after a diagnostic that says what it should be.
extension ProgramBuilder {
    mutating func text(of entry: SchemaEntry, in site: SchemaSite) -> String? {
        entry.value.string ?? refusedValue(of: entry, "a string", in: site)
    }

    mutating func flag(of entry: SchemaEntry, in site: SchemaSite) -> Bool? {
        entry.value.bool ?? refusedValue(of: entry, "true or false", in: site)
    }

    /// A count: 0, 1, 2, … also written as 2.0; larger than any count if it does not fit in an Int.
    mutating func count(of entry: SchemaEntry, in site: SchemaSite) -> Int? {
        if let int = entry.value.int, int >= 0 { return int }
        if entry.value.isIntegral, let double = entry.value.double, double >= 0 { return Int(exactly: double) ?? .max }
        return refusedValue(of: entry, "a whole number that is not negative", in: site)
    }

    mutating func number(of entry: SchemaEntry, in site: SchemaSite) -> Node? {
        if entry.value.double != nil { return entry.value }
        let help: String? =
            switch entry.keyword {
            case .exclusiveMinimum where entry.value.bool != nil:
                "booleans are of OpenAPI 3.0: write the bound here instead of under \"minimum\""
            case .exclusiveMaximum where entry.value.bool != nil:
                "booleans are of OpenAPI 3.0: write the bound here instead of under \"maximum\""
            default: nil
            }
        return refusedValue(of: entry, "a number", help: help, in: site)
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
            let help = list.bool == nil ? nil : "list the required members beside \"properties\", as in required: [id]"
            return refusedValue(of: entry, "a list of member names", was: list, help: help, in: site)
        }
        var names: [String] = []
        for element in list.elements {
            let name = element.string ?? ""
            if names.contains(name) {
                refuse("schema-invalid-value", "\"\(name)\" is listed twice", at: element, in: site.block)
            } else {
                names.append(name)
            }
        }
        return names
    }

    /// The block for a schema that stands under `entry`.
    mutating func child(_ node: Node, of entry: SchemaEntry, _ tokens: [String] = [], in site: SchemaSite) -> Target {
        target(
            for: node, under: entry.keyword, parent: site.block, tokens: [entry.keyword.rawValue] + tokens)
    }

    /// Likewise for a schema that judges the same value as its parent.
    mutating func childInPlace(
        _ node: Node, of entry: SchemaEntry, _ tokens: [String] = [], in site: SchemaSite, enclosing: [Node] = []
    ) -> Target {
        let target = target(
            for: node, under: entry.keyword, parent: site.block, tokens: [entry.keyword.rawValue] + tokens,
            enclosing: enclosing)
        noteInPlace(target, because: entry.key, in: site)
        return target
    }
}

extension ProgramBuilder {
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

    /// Likewise, in place of the value.
    mutating func refusedValue<Value>(
        of entry: SchemaEntry, _ wanted: String, was value: Node? = nil, help: String? = nil, in site: SchemaSite
    ) -> Value? {
        refuseValue(of: entry, wanted, was: value, help: help, in: site)
        return nil
    }
}
