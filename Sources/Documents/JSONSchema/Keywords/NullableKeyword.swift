import JSON

/// `nullable`: OpenAPI 3.0.3 section 4.7.24.
///
/// It adds null to the `type` beside it. Documents also write it beside `allOf` and the like, where it has no meaning
/// by the letter but a clear one to any reader: there it lets null in, with a warning.
extension ProgramBuilder {
    /// Whether the schema's keywords are left to a block of their own, which null need not pass.
    mutating func compileNullable(in site: SchemaSite) -> Bool {
        guard let entry = site[.nullable], checkFlag(entry, in: site) == true else { return false }
        if let values = site[.enumeration]?.value, !values.elements.contains(where: \.isNull) {
            warn(
                "schema-null-not-in-enum", "\"nullable\" lets null in, but \"enum\" does not list it",
                help: "add null to \"enum\"", at: entry.key, in: site.block)
            return false
        }
        guard site[.type] == nil else { return false }
        let applicators: [Keyword] = [.reference, .allOf, .anyOf, .oneOf, .not]
        let letsNullIn = applicators.contains { site[$0] != nil }
        warn(
            "schema-nullable-without-type",
            "\"nullable\" counts only beside \"type\"\(letsNullIn ? "; it is taken to let null in" : "")",
            help: letsNullIn ? nil : "without \"type\" null is let in anyway", at: entry.key, in: site.block)
        guard letsNullIn else { return false }
        let rest = target(
            for: site.node, in: site.scope, under: .nullable, parent: site.block, tokens: [], enclosing: site.enclosing,
            isWithoutNullable: true)
        noteInPlace(rest, because: entry.key, in: site)
        emit(.unlessNull(rest), for: entry, in: site)
        return true
    }
}
