import JSON

/// `type`: JSON Schema validation section 6.1.1.
extension ProgramBuilder {
    mutating func compileType(_ entry: SchemaEntry, in site: SchemaSite) {
        let isList = entry.value.kind == .array
        if isList, site.dialect.draft == .openAPI30 {
            warn(
                "schema-type-list", "lists of types are of OpenAPI 3.1", help: "use \"nullable\" or \"anyOf\"",
                at: entry.value, in: site.block)
        }
        let names = isList ? Array(entry.value.elements) : [entry.value]
        guard !names.isEmpty else {
            refuseValue(of: entry, "a type or a list of types", in: site)
            return
        }
        var kinds: KindSet = []
        for name in names {
            guard let kind = kind(named: name, of: entry, in: site) else { return }
            kinds.formUnion(kind)
        }
        let words = names.compactMap(\.string)
        for (index, word) in words.enumerated() where words[..<index].contains(word) {
            object("schema-invalid-value", "type \"\(word)\" is listed twice", at: names[index], in: site.block)
        }
        if site.dialect.draft == .openAPI30, site[.nullable]?.value.bool == true { kinds.insert(.null) }
        emit(.kinds(kinds), for: entry, in: site)
    }

    private mutating func kind(named name: Node, of entry: SchemaEntry, in site: SchemaSite) -> KindSet? {
        let known = KindSet.named.map(\.key)
        guard let text = name.string else {
            // Unquoted null in YAML is not a string.
            let help = name.isNull ? "write \"null\" in quotes" : nil
            return refusedValue(of: entry, "a type or a list of types", was: name, help: help, in: site)
        }
        if let kind = KindSet.named.first(where: { $0.key == text })?.value { return kind }
        let nearest = Suggestion.nearest(to: text, among: known)
        refuse(
            "schema-invalid-value", "unknown type \"\(text)\"",
            help: nearest.map { "did you mean \"\($0)\"?" } ?? "types are \(known.joined(by: "and"))",
            at: name, in: site.block)
        return nil
    }
}
