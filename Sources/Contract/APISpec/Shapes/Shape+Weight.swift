extension Shape {
    /// The keys without which an object says nothing at all.
    private static let essential: [ShapeName: Set<String>] = [
        .openAPI: ["openapi"], .parameter: ["name", "in"], .securityScheme: ["type"],
    ]

    /// Objects that are for people to read: nothing in them changes which requests and answers are allowed.
    private static let prose: Set<ShapeName> = [
        .info, .contact, .license, .tag, .externalDocs, .example, .link, .oauthFlow, .xml,
    ]

    /// Likewise single keys of other objects.
    private static let proseKeys: Set<String> = [
        "description", "summary", "title", "tags", "deprecated", "example", "examples", "externalDocs", "bearerFormat",
    ]

    /// How grave a missing key is in a document of anybody's.
    static func weight(ofMissing key: String, in name: ShapeName) -> Weight {
        essential[name]?.contains(key) == true ? .contract : .prose
    }

    /// How grave a value of the wrong kind is there.
    static func weight(of key: String, in name: ShapeName) -> Weight {
        prose.contains(name) || proseKeys.contains(key) ? .prose : .contract
    }

    enum Weight {
        /// It changes what is promised.
        case contract
        /// What is promised is clear without it.
        case prose
    }
}
