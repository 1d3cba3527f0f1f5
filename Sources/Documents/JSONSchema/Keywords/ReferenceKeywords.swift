import JSON

/// `$ref`, `$dynamicRef`, `$defs` and their like: JSON Schema core section 8.2.
extension ProgramBuilder {
    mutating func compileReference(_ entry: SchemaEntry, in site: SchemaSite) {
        guard let reference = text(of: entry, in: site) else { return }
        guard let schema = index.resolve(reference, in: site.scope.resource) else {
            refuseReference(reference, at: entry.value, in: site)
            return
        }
        call(schema, named: reference, for: entry, in: site)
    }

    /// What is bound on the way here counts, if the reference leads to a dynamic anchor to begin with.
    ///
    /// `$recursiveRef` of draft 2019-09 is the same for the anchor without a name.
    mutating func compileDynamicReference(_ entry: SchemaEntry, in site: SchemaSite) {
        guard let reference = text(of: entry, in: site) else { return }
        guard let schema = index.resolve(reference, in: site.scope.resource) else {
            refuseReference(reference, at: entry.value, in: site)
            return
        }
        let name = URIReference.split(reference)?.fragment ?? ""
        let isDynamic = index.hasDynamicAnchor(name, in: index.resource(of: schema))
        let bound = isDynamic ? index.binding(of: name, in: site.scope.context) : nil
        call(bound ?? schema, named: reference, for: entry, in: site)
    }

    private mutating func call(_ schema: Node, named reference: String, for entry: SchemaEntry, in site: SchemaSite) {
        let target = target(
            for: schema, in: scope(ofReferenced: schema, in: site), under: .reference, parent: nil,
            tokens: Self.tokens(of: reference))
        noteInPlace(target, because: entry.key, in: site)
        emit(.call(target), for: entry, in: site)
    }

    private static func tokens(of reference: String) -> [String] {
        JSONPointer(String(reference.drop { $0 != "#" }.dropFirst()))?.tokens ?? []
    }

    /// Says as exactly as possible where the way ends, and which name was probably meant.
    mutating func refuseReference(
        _ reference: String, at node: Node, in site: SchemaSite, severity: Diagnostic.Severity = .error
    ) {
        var help: String?
        if let hash = reference.firstIndex(of: "#"), !reference[hash...].hasPrefix("#/"), reference[hash...] != "#" {
            help = "no \"$anchor\" of that name is in the schema"
        } else if let slash = reference.lastIndex(of: "/"), reference.contains("#/") {
            let parent = index.resolve(String(reference[..<slash]), in: site.scope.resource)
            let names = parent?.members.compactMap(\.key.string) ?? []
            let nearest = Suggestion.nearest(to: String(reference[slash...].dropFirst()), among: names)
            help = nearest.map { "did you mean \"\(reference[...slash])\($0)\"?" }
        } else if URIReference.scheme(of: reference) != nil {
            help = "nothing is fetched: refer to schemas by file name, or to the \"$id\" of one that is here"
        }
        refuse(
            "schema-unresolved-reference", "reference \"\(reference)\" leads nowhere", help: help, at: node,
            in: site.block, severity: severity)
    }

    /// Definitions are compiled even if nothing refers to them, so that their faults are found.
    mutating func compileDefinitions(_ entry: SchemaEntry, in site: SchemaSite) {
        for (key, schema) in schemaMap(of: entry, in: site) ?? [] {
            // Groups of definitions, notes and the like: nothing that a value is judged by, unless a reference leads there.
            if rules.isLenient, schema.kind != .object, schema.kind != .boolean { continue }
            _ = child(schema, of: entry, [key.string ?? ""], in: site)
        }
    }
}

/// `$schema`, `$id` and the anchors: the index has read them; here their faults are told.
extension ProgramBuilder {
    mutating func checkDialect(_ entry: SchemaEntry, in site: SchemaSite) {
        guard let dialect = text(of: entry, in: site), index.dialect(named: dialect) == nil else { return }
        refuse(
            "schema-unsupported-dialect", "dialect \"\(dialect)\" is not supported",
            help: "write schemas in \"https://json-schema.org/draft/2020-12/schema\"", at: entry.value, in: site.block)
    }

    mutating func checkIdentifier(_ entry: SchemaEntry, in site: SchemaSite) {
        guard let identifier = text(of: entry, in: site), site.dialect.draft != .draft7, site.dialect.draft != .draft6
        else { return }
        if let fragment = URIReference.split(identifier)?.fragment, !fragment.isEmpty {
            refuse(
                "schema-invalid-value", "\"$id\" must have no fragment, was \"\(identifier)\"",
                help: "name a place with \"$anchor\"", at: entry.value, in: site.block)
        }
    }

    mutating func checkAnchor(_ entry: SchemaEntry, in site: SchemaSite) {
        guard let name = text(of: entry, in: site) else { return }
        let isName =
            name.utf8.first.map { ASCII.isLetter($0) || $0 == UInt8(ascii: "_") } ?? false
            && name.utf8.allSatisfy { ASCII.isAlphanumeric($0) || ASCII.isOne(of: "-._", $0) }
        if !isName { refuseValue(of: entry, "a name of letters, digits, \"-\", \"_\" and \".\"", in: site) }
    }
}
