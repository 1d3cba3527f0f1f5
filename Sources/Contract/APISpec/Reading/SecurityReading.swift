import JSON

/// The security of one operation, or why it cannot be enforced.
///
/// In a specification of ours, one HTTP bearer scheme with a list of roles is enforced, and anything else that OpenAPI
/// can say is a fault, because a requirement that nobody checks would leave the operation open. A document of somebody
/// else's is not served, so all that it says is kept.
struct SecurityReading {
    static let roles = ["viewer", "operator", "admin"]
    /// OpenAPI 3.1.1, section 4.8.27.
    static let schemeTypes = ["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]

    private(set) var security: Security?
    private(set) var faults: [Diagnostic] = []

    init(of operation: OperationSource, in specification: Specification) {
        let list = operation.node["security"] ?? specification.documents.openAPI?["security"]
        let requirements = list.map { Array($0.elements) } ?? []
        if specification.documents.isSingleDocument {
            keep(requirements, in: specification)
        } else {
            enforce(requirements, in: specification)
        }
    }

    // MARK: - What is kept

    private mutating func keep(_ requirements: [Node], in specification: Specification) {
        var alternatives: [[SchemeUse]] = []
        for requirement in requirements {
            alternatives.append(requirement.members.compactMap { use($0.key, $0.value, in: specification) })
        }
        guard faults.isEmpty else { return }
        security = Self.simplest(alternatives)
    }

    private mutating func use(_ key: Node, _ scopes: Node, in specification: Specification) -> SchemeUse? {
        let name = key.keyText
        guard let node = specification.component("securitySchemes", name) else {
            faults.append(Self.unknown(key, in: specification))
            return nil
        }
        // A scheme that cannot be read has a diagnostic of its own; closed is the safe side.
        guard let scheme = SecurityScheme(node) else {
            faults.append(
                Diagnostic(
                    code: "unreadable-security-scheme", "the security scheme \"\(name)\" cannot be read", at: node))
            return nil
        }
        return SchemeUse(name: name, scheme: scheme, scopes: scopes.elements.compactMap(\.string))
    }

    /// What this server can enforce is said in its own words, whoever wrote it.
    private static func simplest(_ alternatives: [[SchemeUse]]) -> Security {
        if alternatives.allSatisfy(\.isEmpty) { return .open }
        if alternatives.count == 1, alternatives[0].count == 1, case .http("bearer") = alternatives[0][0].scheme,
            alternatives[0][0].scopes.allSatisfy(roles.contains)
        {
            return .bearer(roles: alternatives[0][0].scopes)
        }
        return .schemes(alternatives)
    }

    // MARK: - What is enforced

    private mutating func enforce(_ requirements: [Node], in specification: Specification) {
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
            return [unknown(key, in: specification)]
        }
        guard Self.schemeTypes.contains(scheme["type"]?.string ?? "") else { return [] }
        // RFC 9110, section 11.1: scheme names have no case.
        if scheme["type"]?.string == "http", scheme["scheme"]?.string?.lowercased() == "bearer" { return [] }
        // At the scheme, not at its use: however often it is used, it is one mistake.
        return [unsupported("the security scheme \"\(name)\"", at: scheme)]
    }

    private static func unknown(_ key: Node, in specification: Specification) -> Diagnostic {
        let known = specification.documents.openAPI?["components"]?["securitySchemes"]?.members
        return Diagnostic(
            code: "unknown-security-scheme", "there is no security scheme \"\(key.keyText)\"",
            help: .didYouMean(key.keyText, among: known?.map { $0.key.keyText } ?? []), at: key)
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

extension SecurityScheme {
    /// Nil for a Security Scheme Object that lacks what its type needs.
    init?(_ node: Node) {
        switch node["type"]?.string {
        case "apiKey":
            guard let place = node["in"]?.string.flatMap(KeyPlace.init), let name = node["name"]?.string else {
                return nil
            }
            self = .apiKey(place: place, name: name)
        case "http":
            guard let scheme = node["scheme"]?.string else { return nil }
            self = .http(scheme: scheme.lowercased())
        case "oauth2":
            guard let flows = node["flows"], flows.kind == .object else { return nil }
            self = .oauth2(flows: flows.members.compactMap { OAuthFlow(kind: $0.key.keyText, $0.value) })
        case "openIdConnect":
            guard let url = node["openIdConnectUrl"]?.string else { return nil }
            self = .openIDConnect(url: url)
        case "mutualTLS": self = .mutualTLS
        default: return nil
        }
    }
}

extension OAuthFlow {
    /// The kinds of flow, and the URLs that each needs.
    static let needs = [
        "implicit": ["authorizationUrl"], "password": ["tokenUrl"], "clientCredentials": ["tokenUrl"],
        "authorizationCode": ["authorizationUrl", "tokenUrl"],
    ]

    /// Nil for a key that is no flow, such as one that starts with x-.
    fileprivate init?(kind: String, _ node: Node) {
        guard Self.needs[kind] != nil else { return nil }
        self.init(kind: kind, scopes: node["scopes"]?.members.map { $0.key.keyText } ?? [])
    }
}
