import JSON

/// `minLength`, `maxLength`, `minItems`, `maxItems`, `minProperties`, `maxProperties`: JSON Schema validation
/// sections 6.3 to 6.5. Lengths count Unicode code points.
extension ProgramBuilder {
    mutating func compileSize(_ entry: SchemaEntry, in site: SchemaSite) {
        guard let limit = count(of: entry, in: site) else { return }
        switch entry.keyword {
        case .minLength: emit(.minLength(limit), for: entry, in: site)
        case .maxLength: emit(.maxLength(limit), for: entry, in: site)
        case .minItems: emit(.minItems(limit), for: entry, in: site)
        case .maxItems: emit(.maxItems(limit), for: entry, in: site)
        case .minProperties: emit(.minProperties(limit), for: entry, in: site)
        default: emit(.maxProperties(limit), for: entry, in: site)
        }
    }
}
