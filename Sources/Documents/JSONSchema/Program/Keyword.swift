/// Every keyword of JSON Schema 2020-12 and OpenAPI 3.1's schema objects, of older drafts and of OpenAPI 3.0.
///
/// Which of them mean something is for the dialect to say.
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
    /// The schemas that stand under a keyword.
    enum Contents {
        case none, schema, list, map
        /// `items` and `dependencies` of older drafts: one schema or a list; a map of schemas and lists of names.
        case schemaOrList, mapOfSome
    }

    /// What stands under it: JSON Schema core sections 8, 10 and 11.
    var contents: Contents {
        switch self {
        case .definitions, .definitionsOfDraft7, .properties, .patternProperties, .dependentSchemas: .map
        case .dependencies: .mapOfSome
        case .prefixItems, .allOf, .anyOf, .oneOf: .list
        case .items: .schemaOrList
        case .additionalItems, .contains, .additionalProperties, .propertyNames, .unevaluatedItems,
            .unevaluatedProperties, .not, .condition, .consequence, .alternative, .contentSchema:
            .schema
        default: .none
        }
    }
}
