/// The keywords of one schema resource and how they are read.
struct Dialect: Sendable, Hashable {
    enum Draft: Sendable {
        case draft6, draft7, draft201909, draft202012, openAPI30
    }

    let draft: Draft
    let vocabularies: Vocabularies
    /// Whether `format` limits values whatever the caller asked for.
    var alwaysAssertsFormats = false

    init(_ draft: Draft, _ vocabularies: Vocabularies = .standard) {
        self.draft = draft
        self.vocabularies = vocabularies
    }

    init(_ dialect: SchemaDialect) {
        switch dialect {
        case .openAPI31: self.init(.draft202012, [.standard, .openAPI])
        case .draft202012: self.init(Draft.draft202012, .standard)
        case .draft7: self.init(Draft.draft7, .standard)
        case .openAPI30: self.init(.openAPI30, [.standard, .openAPI])
        }
    }

    /// The dialect that `$schema` names by `uri`; nil if it is none of those known by heart.
    init?(uri: String) {
        switch uri.hasSuffix("#") ? String(uri.dropLast()) : uri {
        case "https://json-schema.org/draft/2020-12/schema": self.init(.draft202012)
        case "https://json-schema.org/draft/2019-09/schema": self.init(.draft201909)
        case "http://json-schema.org/draft-07/schema", "https://json-schema.org/draft-07/schema": self.init(.draft7)
        case "http://json-schema.org/draft-06/schema", "https://json-schema.org/draft-06/schema": self.init(.draft6)
        case "https://spec.openapis.org/oas/3.1/dialect/base": self.init(.openAPI31)
        default: return nil
        }
    }

    /// Whether everything beside a `$ref` is ignored.
    var ignoresSiblings: Bool { draft == .draft6 || draft == .draft7 || draft == .openAPI30 }

    /// Whether a list under `items` gives one schema for each position.
    var hasItemLists: Bool { draft == .draft6 || draft == .draft7 || draft == .draft201909 }
}

/// Vocabularies of JSON Schema 2020-12, core section 8.1, and those of OpenAPI.
struct Vocabularies: OptionSet, Sendable, Hashable {
    let rawValue: UInt16

    static let core = Vocabularies(rawValue: 1)
    static let applicator = Vocabularies(rawValue: 2)
    static let unevaluated = Vocabularies(rawValue: 4)
    static let validation = Vocabularies(rawValue: 8)
    static let metadata = Vocabularies(rawValue: 16)
    static let format = Vocabularies(rawValue: 32)
    static let content = Vocabularies(rawValue: 64)
    static let openAPI = Vocabularies(rawValue: 128)

    /// Those of the standard metaschemas.
    static let standard: Vocabularies = [
        .core, .applicator, .unevaluated, .validation, .metadata, .format, .content,
    ]

}

extension Vocabularies {
    /// The vocabulary called `uri`; nil if it is not known.
    init?(uri: String) {
        guard let name = uri.split(separator: "/").last,
            uri == "https://json-schema.org/draft/2020-12/vocab/\(name)"
                || uri == "https://spec.openapis.org/oas/3.1/vocab/\(name)"
        else { return nil }
        switch name {
        case "core": self = .core
        case "applicator": self = .applicator
        case "unevaluated": self = .unevaluated
        case "validation": self = .validation
        case "meta-data": self = .metadata
        case "format-annotation", "format-assertion": self = .format
        case "content": self = .content
        case "base": self = .openAPI
        default: return nil
        }
    }
}
