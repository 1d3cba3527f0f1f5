import JSON

/// Whether a document is of the version this server reads.
enum VersionFault {
    struct Standard {
        let name: String
        let key: String
        let version: String
        /// What is read, in words; `version` alone if nil.
        var readable: String?

        static let openAPI = Standard(name: "OpenAPI", key: "openapi", version: "3.1")
        static let asyncAPI = Standard(name: "AsyncAPI", key: "asyncapi", version: "3.0")
    }

    /// The fault at the version of another one; nil if there is none, or no version at all, which is a missing key.
    static func find(in root: Node?, of standard: Standard) -> Diagnostic? {
        if let swagger = root?["swagger"] { return fault("Swagger \(text(swagger))", standard, at: swagger) }
        guard let node = root?[standard.key] else { return nil }
        if node.string?.hasPrefix("\(standard.version).") == true { return nil }
        return fault("\(standard.name) \(text(node))", standard, at: node)
    }

    private static func fault(_ found: String, _ standard: Standard, at node: Node) -> Diagnostic {
        Diagnostic(
            code: "unsupported-version",
            "this is \(found); only \(standard.name) \(standard.readable ?? "\(standard.version) is") read here",
            help: "convert the document to \(standard.name) \(standard.version).0", at: node)
    }

    private static func text(_ node: Node) -> String { node.string ?? node.numberText ?? "of no version" }
}
