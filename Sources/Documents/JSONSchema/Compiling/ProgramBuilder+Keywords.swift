import JSON

extension ProgramBuilder {
    /// The keywords of a schema object; those that are not understood become diagnostics.
    mutating func readEntries(of node: Node, in block: Int) -> [SchemaEntry] {
        var entries: [SchemaEntry] = []
        for (key, value) in node.members {
            let name = key.string ?? ""
            if name.hasPrefix("x-") { continue }
            guard let keyword = Keyword(rawValue: name) else {
                refuseUnknown(name, at: key, in: block)
                continue
            }
            if let refusal = keyword.refusal {
                refuse(
                    "schema-unsupported-keyword", "keyword \"\(name)\" is refused: \(refusal.reason)",
                    help: refusal.help, at: key, in: block)
                continue
            }
            entries.append(SchemaEntry(keyword: keyword, key: key, value: value))
        }
        return entries
    }

    private mutating func refuseUnknown(_ name: String, at key: Node, in block: Int) {
        let nearest = Suggestion.nearest(to: name, among: Keyword.understood)
        let help = nearest.map { "did you mean \"\($0)\"?" } ?? "names of your own start with \"x-\""
        refuse("schema-unknown-keyword", "unknown keyword \"\(name)\"", help: help, at: key, in: block)
    }

    /// Compiles every keyword of one schema object.
    mutating func compile(_ site: SchemaSite) {
        for entry in site.entries { compile(entry, in: site) }
        compileMembers(in: site)
        compileElements(in: site)
    }

    private mutating func compile(_ entry: SchemaEntry, in site: SchemaSite) {
        switch entry.keyword {
        case .dialect: checkDialect(entry, in: site)
        case .reference: compileReference(entry, in: site)
        case .definitions: compileDefinitions(entry, in: site)
        case .type: compileType(entry, in: site)
        case .enumeration: compileEnumeration(entry, in: site)
        case .constant: compileConstant(entry, in: site)
        case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum: compileBound(entry, in: site)
        case .multipleOf: compileMultipleOf(entry, in: site)
        case .minLength, .maxLength, .minItems, .maxItems, .minProperties, .maxProperties:
            compileSize(entry, in: site)
        case .pattern: compilePattern(entry, in: site)
        case .format: compileFormat(entry, in: site)
        case .items, .prefixItems: break  // compileElements
        case .contains: compileContains(entry, in: site)
        case .minContains, .maxContains: checkContainsCount(entry, in: site)
        case .uniqueItems: compileUniqueItems(entry, in: site)
        case .properties, .patternProperties, .additionalProperties, .required: break  // compileMembers
        case .propertyNames: compilePropertyNames(entry, in: site)
        case .dependentRequired: compileDependentRequired(entry, in: site)
        case .dependentSchemas: compileDependentSchemas(entry, in: site)
        case .unevaluatedItems, .unevaluatedProperties: compileUnevaluated(entry, in: site)
        case .allOf: compileAllOf(entry, in: site)
        case .anyOf, .oneOf: compileAlternatives(entry, in: site)
        case .not: compileNot(entry, in: site)
        case .condition: compileCondition(entry, in: site)
        case .consequence, .alternative: compileLoneBranch(entry, in: site)
        case .defaultValue, .example: noteSample(entry.value, of: entry.keyword, in: site)
        case .examples: checkExamples(entry, in: site)
        case .title, .description, .comment, .contentEncoding, .contentMediaType: _ = text(of: entry, in: site)
        case .deprecated, .readOnly, .writeOnly: _ = flag(of: entry, in: site)
        case .discriminator: checkDiscriminator(entry, in: site)
        case .contentSchema, .xml, .externalDocs: break
        case .identifier, .anchor, .dynamicReference, .dynamicAnchor, .vocabulary, .recursiveReference,
            .recursiveAnchor, .definitionsOfDraft7, .identifierOfDraft4, .dependencies, .additionalItems, .nullable:
            break  // refused in readEntries
        }
    }
}
