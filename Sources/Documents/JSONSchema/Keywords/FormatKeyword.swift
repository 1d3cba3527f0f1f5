import JSON

/// `format`, asserted: JSON Schema validation section 7, OpenAPI 3.1.1 section 4.4.
extension ProgramBuilder {
    mutating func compileFormat(_ entry: SchemaEntry, in site: SchemaSite) {
        guard let name = text(of: entry, in: site) else { return }
        guard let format = Format(rawValue: name) else {
            let nearest = Suggestion.nearest(to: name, among: Format.allCases.map(\.rawValue))
            refuse(
                "schema-unknown-format", "format \"\(name)\" is not known and not checked",
                help: nearest.map { "did you mean \"\($0)\"?" }, at: entry.value, in: site.block, severity: .warning)
            return
        }
        if rules.assertsFormats || site.dialect.alwaysAssertsFormats, format.isChecked {
            emit(.format(format), for: entry, in: site)
        }
    }
}
