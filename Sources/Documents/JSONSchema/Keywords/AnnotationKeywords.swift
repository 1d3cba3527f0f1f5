import JSON

/// Keywords that judge nothing: JSON Schema validation section 9, OpenAPI 3.1.1 section 4.8.24.
extension ProgramBuilder {
    mutating func checkExamples(_ entry: SchemaEntry, in site: SchemaSite) {
        guard entry.value.kind == .array else {
            refuseValue(of: entry, "a list of values", in: site)
            return
        }
        for value in entry.value.elements { noteSample(value, of: .examples, in: site) }
    }
}
