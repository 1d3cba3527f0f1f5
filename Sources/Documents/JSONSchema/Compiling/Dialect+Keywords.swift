extension Dialect {
    /// The keyword called `name`; nil if this dialect does not know it.
    func keyword(_ name: String) -> Keyword? {
        guard let keyword = Keyword(rawValue: name), has(keyword) else { return nil }
        return keyword
    }

    /// Whether `keyword` means something here.
    func has(_ keyword: Keyword) -> Bool {
        guard vocabularies.contains(keyword.vocabulary) else { return false }
        return switch draft {
        case .draft202012: keyword.isOf202012
        case .draft201909: keyword.isOf201909
        case .draft7: keyword.isOfDraft7
        case .draft6:
            keyword.isOfDraft7 && ![.condition, .consequence, .alternative, .readOnly, .writeOnly].contains(keyword)
        case .openAPI30: keyword.isOfOpenAPI30
        }
    }

    /// Names that a mistyped keyword may have meant.
    var names: [String] { Keyword.allCases.filter(has).map(\.rawValue) }

    /// Why a keyword of another dialect means nothing here and what to write instead.
    func advice(for name: String) -> (reason: String, help: String)? {
        guard let keyword = Keyword(rawValue: name) else { return nil }
        switch keyword {
        case .recursiveReference, .recursiveAnchor: return ("it is of an older draft", "use \"$ref\"")
        case .definitionsOfDraft7: return ("it is of an older draft", "use \"$defs\"")
        case .identifierOfDraft4: return ("it is of an older draft", "remove it")
        case .dependencies:
            return ("it is of an older draft", "use \"dependentRequired\" or \"dependentSchemas\"")
        case .additionalItems where draft == .draft202012:
            return ("it is of an older draft", "use \"prefixItems\" with \"items\"")
        case .nullable: return ("it is of OpenAPI 3.0", "add \"null\" to \"type\", as in type: [string, \"null\"]")
        case _ where draft == .openAPI30 && keyword.isOf202012:
            return ("it is of JSON Schema, not of OpenAPI 3.0", "write the document in OpenAPI 3.1")
        case _ where draft == .draft7 && keyword.isOf202012 && keyword.vocabulary != .openAPI:
            return ("it is of a later draft", "name that draft in \"$schema\"")
        default: return nil
        }
    }
}

extension Keyword {
    /// The vocabulary it belongs to.
    var vocabulary: Vocabularies {
        switch self {
        case .dialect, .reference, .definitions, .comment, .identifier, .anchor, .dynamicReference, .dynamicAnchor,
            .vocabulary, .recursiveReference, .recursiveAnchor, .definitionsOfDraft7, .identifierOfDraft4:
            .core
        case .items, .prefixItems, .contains, .properties, .patternProperties, .additionalProperties, .propertyNames,
            .dependentSchemas, .allOf, .anyOf, .oneOf, .not, .condition, .consequence, .alternative, .dependencies,
            .additionalItems:
            .applicator
        case .unevaluatedItems, .unevaluatedProperties: .unevaluated
        case .type, .enumeration, .constant, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf,
            .minLength, .maxLength, .pattern, .minContains, .maxContains, .minItems, .maxItems, .uniqueItems,
            .required, .minProperties, .maxProperties, .dependentRequired, .nullable:
            .validation
        case .defaultValue, .title, .description, .examples, .deprecated, .readOnly, .writeOnly: .metadata
        case .format: .format
        case .contentEncoding, .contentMediaType, .contentSchema: .content
        case .example, .discriminator, .xml, .externalDocs: .openAPI
        }
    }

    /// `dependencies` and `definitions` are of older drafts, but 2020-12 keeps them in its metaschema.
    var isOf202012: Bool {
        switch self {
        case .recursiveReference, .recursiveAnchor, .identifierOfDraft4, .additionalItems, .nullable: false
        default: true
        }
    }

    fileprivate var isOf201909: Bool {
        switch self {
        case .recursiveReference, .recursiveAnchor, .additionalItems: true
        case .dynamicReference, .dynamicAnchor, .prefixItems: false
        default: isOf202012
        }
    }

    fileprivate var isOfDraft7: Bool {
        switch self {
        case .additionalItems: true
        case .definitions, .anchor, .dynamicReference, .dynamicAnchor, .vocabulary, .prefixItems, .minContains,
            .maxContains, .dependentRequired, .dependentSchemas, .unevaluatedItems, .unevaluatedProperties,
            .deprecated, .contentSchema:
            false
        default: isOf202012
        }
    }

    fileprivate var isOfOpenAPI30: Bool {
        switch self {
        case .reference, .title, .multipleOf, .maximum, .exclusiveMaximum, .minimum, .exclusiveMinimum, .maxLength,
            .minLength, .pattern, .maxItems, .minItems, .uniqueItems, .maxProperties, .minProperties, .required,
            .enumeration, .type, .not, .allOf, .oneOf, .anyOf, .items, .properties, .additionalProperties,
            .description, .format, .defaultValue, .nullable, .discriminator, .readOnly, .writeOnly, .xml,
            .externalDocs, .example, .deprecated:
            true
        default: false
        }
    }
}
