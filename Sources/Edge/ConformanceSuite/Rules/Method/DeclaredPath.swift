import APISpec
import SchemaInstances

/// A path with all operations it has.
struct DeclaredPath {
    let title: String
    let operations: [JudgedOperation]
    /// Filled in, as a request has it.
    let target: String
    let identity: Identity?

    var methods: Set<String> { Set(operations.map(\.operation.method)) }

    /// Each declared path once, in the order of the specification.
    static func all(_ run: Run) -> [DeclaredPath] {
        run.spec.operations.map(\.operation.path).distinct.compactMap { path in
            let here = run.spec.operations.filter { $0.operation.path == path }
            guard let first = here.first else { return nil }
            return DeclaredPath(
                title: path.text, operations: here, target: run.anyPath(of: first),
                identity: run.caller(of: first) ?? run.identities.first)
        }
    }

    /// Allow names what is declared; HEAD and OPTIONS may come with it (RFC 9110 section 10.2.1).
    func judgeAllow(_ response: RawResponse, _ ask: Ask, _ rule: Rule, _ run: Run) {
        let text = response.all("allow").joined(separator: ",")
        let named = Set(text.split(separator: ",").map { $0.filter { $0 != " " } })
        let extra = named.subtracting(methods).subtracting(methods.contains("GET") ? ["HEAD", "OPTIONS"] : ["OPTIONS"])
        guard !methods.isSubset(of: named) || !extra.isEmpty else { return }
        run.fail(
            rule, ask, expected: "Allow: \(methods.sorted().joined(separator: ", "))",
            got: text.isEmpty ? "no Allow" : "Allow: \(text)", spec: operations.first?.location)
    }
}
