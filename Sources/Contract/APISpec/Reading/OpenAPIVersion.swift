import JSON
import JSONSchema

/// The versions of OpenAPI that are read.
enum OpenAPIVersion: Sendable {
    case v30, v31

    private static let standard = VersionFault.Standard(
        name: "OpenAPI", key: "openapi", version: "3.1", readable: "3.0 and 3.1 are")

    /// The version that a document says it is of.
    ///
    /// - Returns: nil for a document that cannot be read as one of them; the fault then says why, in one line. A version
    ///   that can be read may have a fault too.
    static func read(_ root: Node) -> (version: OpenAPIVersion?, fault: Diagnostic?) {
        guard let node = root["openapi"] else {
            let fault = VersionFault.find(in: root, of: standard)
            return (
                nil,
                fault ?? Diagnostic(code: "no-openapi", "this is no OpenAPI document: it has no \"openapi\"", at: root)
            )
        }
        let text = node.string ?? node.numberText ?? ""
        let version: OpenAPIVersion? =
            text == "3.0" || text.hasPrefix("3.0.") ? .v30 : text == "3.1" || text.hasPrefix("3.1.") ? .v31 : nil
        guard let version else { return (nil, VersionFault.find(in: root, of: standard)) }
        // OpenAPI 3.1.1, section 4.1: major, minor and patch.
        guard node.string == nil || text.count == 3 else { return (version, nil) }
        return (
            version,
            Diagnostic(
                .warning, code: "unsupported-version-form", "the version is written \"\(text).0\" in full", at: node)
        )
    }
}
