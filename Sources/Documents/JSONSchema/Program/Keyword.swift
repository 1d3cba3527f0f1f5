/// Every keyword of JSON Schema 2020-12 and OpenAPI 3.1's schema objects, and the older ones people still write.
enum Keyword: String, CaseIterable, Sendable {
    case dialect = "$schema"
    case reference = "$ref"
    case definitions = "$defs"
    case comment = "$comment"

    case type
    case enumeration = "enum"
    case constant = "const"

    case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
    case minLength, maxLength, pattern, format

    case items, prefixItems, contains, minContains, maxContains, minItems, maxItems, uniqueItems

    case properties, patternProperties, additionalProperties, required, propertyNames
    case minProperties, maxProperties, dependentRequired, dependentSchemas
    case unevaluatedItems, unevaluatedProperties

    case allOf, anyOf, oneOf, not
    case condition = "if"
    case consequence = "then"
    case alternative = "else"

    case defaultValue = "default"
    case title, description, examples, example, deprecated, readOnly, writeOnly
    case contentEncoding, contentMediaType, contentSchema
    case discriminator, xml, externalDocs

    // Known, and refused: see `Keyword.refusal`.
    case identifier = "$id"
    case anchor = "$anchor"
    case dynamicReference = "$dynamicRef"
    case dynamicAnchor = "$dynamicAnchor"
    case vocabulary = "$vocabulary"
    case recursiveReference = "$recursiveRef"
    case recursiveAnchor = "$recursiveAnchor"
    case definitionsOfDraft7 = "definitions"
    case identifierOfDraft4 = "id"
    case dependencies, additionalItems, nullable
}

extension Keyword {
    /// Why a known keyword is refused and what to write instead; nil for those that are understood.
    var refusal: (reason: String, help: String)? {
        switch self {
        case .identifier: ("base URIs are not supported", "refer to schemas by file name and JSON pointer")
        case .anchor, .dynamicAnchor, .dynamicReference:
            ("anchors are not supported", "refer to schemas with \"$ref\" and a JSON pointer, as in \"#/$defs/name\"")
        case .vocabulary: ("vocabularies are not supported", "remove it")
        case .recursiveReference, .recursiveAnchor: ("it is of an older draft", "use \"$ref\"")
        case .definitionsOfDraft7: ("it is of an older draft", "use \"$defs\"")
        case .identifierOfDraft4: ("it is of an older draft", "remove it")
        case .dependencies: ("it is of an older draft", "use \"dependentRequired\" or \"dependentSchemas\"")
        case .additionalItems: ("it is of an older draft", "use \"prefixItems\" with \"items\"")
        case .nullable: ("it is of OpenAPI 3.0", "add \"null\" to \"type\", as in type: [string, \"null\"]")
        default: nil
        }
    }

    /// Names that a mistyped keyword may have meant.
    static let understood: [String] = allCases.filter { $0.refusal == nil }.map(\.rawValue)
}
