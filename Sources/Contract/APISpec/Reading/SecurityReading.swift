import JSON

/// The security of one operation, or why it cannot be enforced.
///
/// Enforced is one HTTP bearer scheme with a list of roles; anything else that OpenAPI can say is a fault, because a
/// requirement that nobody checks would leave the operation open.
struct SecurityReading {
    static let roles = ["viewer", "operator", "admin"]
    /// OpenAPI 3.1.1, section 4.8.27.
    static let schemeTypes = ["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]

    private(set) var security: Security?
    private(set) var faults: [Diagnostic] = []

    init(of operation: OperationSource, in specification: Specification) {
        let list = operation.node["security"] ?? specification.documents.openAPI?["security"]
        let requirements = list.map { Array($0.elements) } ?? []
        guard let first = requirements.first else {
            security = .open
            return
        }
        if requirements.count > 1 {
            faults.append(Self.unsupported("alternative security requirements", at: requirements[1]))
        } else if first.count > 1 {
            faults.append(Self.unsupported("several security schemes at once", at: first))
        } else if let scheme = first.members.first(where: { _ in true }) {
            read(scheme.key, scheme.value, in: specification)
        } else {
            security = .open
        }
    }

    private mutating func read(_ scheme: Node, _ roles: Node, in specification: Specification) {
        faults = Self.faults(ofScheme: scheme, in: specification) + roles.elements.compactMap(Self.fault(ofRole:))
        if faults.isEmpty { security = .bearer(roles: roles.elements.compactMap(\.string)) }
    }

    private static func faults(ofScheme key: Node, in specification: Specification) -> [Diagnostic] {
        let name = key.keyText
        guard let scheme = specification.component("securitySchemes", name) else {
            let known = specification.documents.openAPI?["components"]?["securitySchemes"]?.members
            return [
                Diagnostic(
                    code: "unknown-security-scheme", "there is no security scheme \"\(name)\"",
                    help: .didYouMean(name, among: known?.map { $0.key.keyText } ?? []), at: key)
            ]
        }
        guard Self.schemeTypes.contains(scheme["type"]?.string ?? "") else { return [] }
        // RFC 9110, section 11.1: scheme names have no case.
        if scheme["type"]?.string == "http", scheme["scheme"]?.string?.lowercased() == "bearer" { return [] }
        // At the scheme, not at its use: however often it is used, it is one mistake.
        return [unsupported("the security scheme \"\(name)\"", at: scheme)]
    }

    private static func fault(ofRole node: Node) -> Diagnostic? {
        guard let role = node.string, !roles.contains(role) else { return nil }
        return Diagnostic(
            code: "unknown-role", "there is no role \"\(role)\"; the roles are \(roles.listed)",
            help: .didYouMean(role, among: roles), at: node)
    }

    private static func unsupported(_ what: String, at node: Node) -> Diagnostic {
        Diagnostic(
            code: "unsupported-security", "\(what) cannot be enforced here",
            help: "use one scheme of type http with scheme bearer", at: node)
    }
}
