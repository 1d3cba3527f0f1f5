import JSON

/// `pattern`: JSON Schema validation section 6.3.3.
extension ProgramBuilder {
    mutating func compilePattern(_ entry: SchemaEntry, in site: SchemaSite) {
        guard let source = text(of: entry, in: site),
            let index = pattern(source, at: entry.value, in: site)
        else { return }
        emit(.pattern(index), for: entry, in: site)
    }

    /// The index of the compiled pattern, or nil after a diagnostic at `node`.
    mutating func pattern(_ source: String, at node: Node, in site: SchemaSite) -> Int? {
        do throws(PatternError) {
            tables.patterns.append(try Pattern(source))
            return tables.patterns.count - 1
        } catch {
            refuse(
                "schema-invalid-pattern", "pattern \"\(source)\" is not valid: \(error.message)",
                help: error.help, at: node, in: site.block)
            return nil
        }
    }
}
