import JSON

extension ProgramBuilder {
    /// The keywords of a schema object; those that are not understood become diagnostics.
    mutating func readEntries(of node: Node, by dialect: Dialect, in block: Int) -> [SchemaEntry] {
        var entries: [SchemaEntry] = []
        let isReference = dialect.ignoresSiblings && node["$ref"] != nil
        for (key, value) in node.members {
            let name = key.string ?? ""
            if name.hasPrefix("x-") { continue }
            guard let keyword = dialect.keyword(name) else {
                refuseUnknown(name, by: dialect, at: key, in: block)
                continue
            }
            if isReference, keyword != .reference {
                warnOfSibling(keyword, at: key, in: block)
                guard keyword.mayStandBesideReference else { continue }
            }
            entries.append(SchemaEntry(keyword: keyword, key: key, value: value))
        }
        return entries
    }

    private mutating func refuseUnknown(_ name: String, by dialect: Dialect, at key: Node, in block: Int) {
        if let advice = dialect.advice(for: name) {
            object(
                "schema-unsupported-keyword", "keyword \"\(name)\" means nothing here: \(advice.reason)",
                help: advice.help, at: key, in: block)
            return
        }
        // A keyword that the resource's own metaschema leaves out is an annotation by that metaschema's will.
        if Keyword(rawValue: name).map({ !dialect.vocabularies.contains($0.vocabulary) }) ?? false { return }
        let nearest = Suggestion.nearest(to: name, among: dialect.names)
        let help = nearest.map { "did you mean \"\($0)\"?" } ?? "names of your own start with \"x-\""
        object("schema-unknown-keyword", "unknown keyword \"\(name)\"", help: help, at: key, in: block)
    }

    private mutating func warnOfSibling(_ keyword: Keyword, at key: Node, in block: Int) {
        if keyword.mayStandBesideReference || keyword.vocabulary == .metadata && keyword != .defaultValue
            || keyword.vocabulary == .openAPI
        {
            return
        }
        warn(
            "schema-ignored-keyword", "\"\(keyword.rawValue)\" is ignored beside \"$ref\"",
            help: "put both into an \"allOf\"", at: key, in: block)
    }

    /// Compiles every keyword of one schema object.
    mutating func compile(at site: SchemaSite, isWithoutNullable: Bool) {
        if !isWithoutNullable, compileNullable(in: site) { return }
        for entry in site.entries { compile(entry, in: site) }
        compileMembers(in: site)
        compileElements(in: site)
    }

    private mutating func compile(_ entry: SchemaEntry, in site: SchemaSite) {
        switch entry.keyword {
        case .dialect: checkDialect(entry, in: site)
        case .reference: compileReference(entry, in: site)
        case .dynamicReference, .recursiveReference: compileDynamicReference(entry, in: site)
        case .identifier: checkIdentifier(entry, in: site)
        case .anchor, .dynamicAnchor: checkAnchor(entry, in: site)
        case .definitions, .definitionsOfDraft7: compileDefinitions(entry, in: site)
        case .type: compileType(entry, in: site)
        case .enumeration: compileEnumeration(entry, in: site)
        case .constant: compileConstant(entry, in: site)
        case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum: compileBound(entry, in: site)
        case .multipleOf: compileMultipleOf(entry, in: site)
        case .minLength, .maxLength, .minItems, .maxItems, .minProperties, .maxProperties:
            compileSize(entry, in: site)
        case .pattern: compilePattern(entry, in: site)
        case .format: compileFormat(entry, in: site)
        case .items, .prefixItems, .additionalItems: break  // compileElements
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
        case .title, .description, .comment, .contentEncoding, .contentMediaType: checkText(entry, in: site)
        case .deprecated, .readOnly, .writeOnly: checkFlag(entry, in: site)
        case .discriminator: checkDiscriminator(entry, in: site)
        case .dependencies: compileDependencies(entry, in: site)
        case .contentSchema: _ = child(entry.value, of: entry, in: site)
        case .xml, .externalDocs, .vocabulary, .recursiveAnchor, .identifierOfDraft4, .nullable: break
        }
    }
}

extension Keyword {
    /// Whether it counts beside a `$ref` that everything else is ignored beside: it judges nothing.
    fileprivate var mayStandBesideReference: Bool {
        self == .definitions || self == .definitionsOfDraft7 || self == .dialect || self == .comment
    }
}
