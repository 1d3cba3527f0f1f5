import JSON

/// Every security scheme says what a request must carry, and requirements ask for scopes that there are.
struct SecuritySchemeCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        let schemes = specification.documents.openAPI?["components"]?["securitySchemes"]
        let named = schemes?.members.map { ($0.key, specification.resolved($0.value)) } ?? []
        return named.flatMap { key, node in node.map { faults(of: $0, key) } ?? [] } + scopes(specification)
    }

    private func faults(of node: Node, _ key: Node) -> [Diagnostic] {
        let needed: [String]
        switch node["type"]?.string {
        case "apiKey": needed = ["name", "in"]
        case "http": needed = ["scheme"]
        case "oauth2": return node["flows"] == nil ? [missing("flows", node, key)] : flows(of: node)
        case "openIdConnect": needed = ["openIdConnectUrl"]
        default: needed = []
        }
        return needed.filter { node[$0] == nil }.map { missing($0, node, key) }
    }

    private func missing(_ name: String, _ node: Node, _ key: Node) -> Diagnostic {
        Diagnostic(
            code: "unreadable-security-scheme",
            "the security scheme \"\(key.keyText)\" of type \(node["type"]?.string ?? "") needs the key \"\(name)\"",
            at: node)
    }

    /// The URLs of a flow are where tokens come from; what a request carries is clear without them.
    private func flows(of node: Node) -> [Diagnostic] {
        (node["flows"]?.members.map { ($0.key, $0.value) } ?? []).flatMap { key, flow in
            (OAuthFlow.needs[key.keyText] ?? []).filter { flow[$0] == nil }.map { name in
                Diagnostic(
                    .warning, code: "incomplete-flow", "the flow \"\(key.keyText)\" needs the key \"\(name)\"",
                    at: key)
            }
        }
    }

    private func scopes(_ specification: Specification) -> [Diagnostic] {
        let lists =
            [specification.documents.openAPI?["security"]] + specification.operations.map { $0.node["security"] }
        let uses = lists.compactMap { $0 }.flatMap { $0.elements.flatMap { Array($0.members) } }
        var known: [String: Set<String>?] = [:]
        return uses.flatMap { key, scopes -> [Diagnostic] in
            let name = key.keyText
            if known[name] == nil {
                known[name] = .some(SecuritySchemeCheck.scopes(of: specification.component("securitySchemes", name)))
            }
            guard let declared = known[name] ?? nil else { return [] }
            return scopes.elements.compactMap { unknown($0, among: declared, of: name) }
        }
    }

    /// The scopes that an OAuth scheme declares; nil for schemes of other types.
    private static func scopes(of node: Node?) -> Set<String>? {
        guard let node, case .oauth2(let flows) = SecurityScheme(node) else { return nil }
        return Set(flows.flatMap(\.scopes))
    }

    private func unknown(_ node: Node, among scopes: Set<String>, of name: String) -> Diagnostic? {
        guard let scope = node.string, !scopes.contains(scope) else { return nil }
        return Diagnostic(
            .warning, code: "unknown-scope", "the security scheme \"\(name)\" declares no scope \"\(scope)\"",
            help: .didYouMean(scope, among: scopes), at: node)
    }
}
