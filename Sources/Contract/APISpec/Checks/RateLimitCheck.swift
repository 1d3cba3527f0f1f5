import JSON

/// Every rate limit an operation takes is in limits.yaml, and every one there is taken.
struct RateLimitCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        let uses = specification.operations.compactMap { $0.node["x-ratelimit-category"] }
        if specification.documents.isSingleDocument { return uses.map(unenforced) }
        guard let limits = specification.documents.limits?["rate_limits"], limits.kind == .object else { return [] }
        let keys = limits.members.map(\.key)
        let names = keys.map(\.keyText)
        let unknown = uses.compactMap { use -> Diagnostic? in
            guard let name = use.string, !names.contains(name) else { return nil }
            return Diagnostic(
                code: "unknown-rate-limit", "limits.yaml has no rate limit \"\(name)\"",
                help: .didYouMean(name, among: names) ?? "its rate limits are \(names.listed)", at: use)
        }
        // Without an OpenAPI document nothing is used, and a misspelt use may have meant any of them.
        guard specification.documents.openAPI != nil, unknown.isEmpty else { return unknown }
        let used = Set(uses.compactMap(\.string))
        return unknown
            + keys.filter { !used.contains($0.keyText) }.map { key in
                Diagnostic(
                    .warning, code: "unused-rate-limit", "no operation takes the rate limit \"\(key.keyText)\"",
                    help: "name it in an x-ratelimit-category, or remove it", at: key)
            }
    }

    private func unenforced(_ use: Node) -> Diagnostic {
        Diagnostic(
            .warning, code: "unenforced-rate-limit",
            "a single document comes without rate limits: this one is not enforced",
            help: "put the document into a folder with a limits.yaml", at: use)
    }
}
