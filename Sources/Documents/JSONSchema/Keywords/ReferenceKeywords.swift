import JSON

/// `$ref`, `$defs` and `$schema`: JSON Schema core section 8. References are a file name and a JSON pointer.
extension ProgramBuilder {
    mutating func compileReference(_ entry: SchemaEntry, in site: SchemaSite) {
        guard let reference = text(of: entry, in: site) else { return }
        guard let schema = documents.resolve(reference, from: entry.value) else {
            refuseReference(reference, at: entry.value, in: site)
            return
        }
        let target = target(for: schema, under: .reference, parent: nil, tokens: Self.tokens(of: reference))
        noteInPlace(target, because: entry.key, in: site)
        emit(.call(target), for: entry, in: site)
    }

    private static func tokens(of reference: String) -> [String] {
        JSONPointer(String(reference.drop { $0 != "#" }.dropFirst()))?.tokens ?? []
    }

    /// Says as exactly as possible where the way ends, and which name was probably meant.
    mutating func refuseReference(_ reference: String, at node: Node, in site: SchemaSite) {
        var help: String?
        if reference.contains("://") || reference.hasPrefix("urn:") {
            help = "refer to schemas by file name and JSON pointer"
        } else if let hash = reference.firstIndex(of: "#"), !reference[hash...].hasPrefix("#/"),
            reference[hash...] != "#"
        {
            help = "behind \"#\" stands a JSON pointer, as in \"#/$defs/name\"; anchors are not supported"
        } else if let slash = reference.lastIndex(of: "/") {
            let parent = documents.resolve(String(reference[..<slash]), from: node)
            let names = parent?.members.compactMap(\.key.string) ?? []
            let nearest = Suggestion.nearest(to: String(reference[slash...].dropFirst()), among: names)
            help = nearest.map { "did you mean \"\(reference[...slash])\($0)\"?" }
        }
        refuse(
            "schema-unresolved-reference", "reference \"\(reference)\" leads nowhere", help: help, at: node,
            in: site.block)
    }

    /// Definitions are compiled even if nothing refers to them, so that their faults are found.
    mutating func compileDefinitions(_ entry: SchemaEntry, in site: SchemaSite) {
        for (key, schema) in schemaMap(of: entry, in: site) ?? [] {
            _ = child(schema, of: entry, [key.string ?? ""], in: site)
        }
    }

    /// The dialects that mean what this module does.
    private static let dialects = [
        "https://json-schema.org/draft/2020-12/schema", "https://spec.openapis.org/oas/3.1/dialect/base",
    ]

    mutating func checkDialect(_ entry: SchemaEntry, in site: SchemaSite) {
        guard let dialect = text(of: entry, in: site) else { return }
        let trimmed = dialect.hasSuffix("#") ? String(dialect.dropLast()) : dialect
        guard !Self.dialects.contains(trimmed) else { return }
        refuse(
            "schema-unsupported-dialect", "dialect \"\(dialect)\" is not supported",
            help: "write schemas in \"\(Self.dialects[0])\"", at: entry.value, in: site.block)
    }
}
