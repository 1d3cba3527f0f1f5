import APISpec

/// A path with all operations it has.
struct DeclaredPath {
    let title: String
    let operations: [JudgedOperation]
    /// Filled in, as a request has it.
    let target: String
    let identity: Identity?

    /// Methods that the target has by another template of the specification.
    let others: Set<String>

    var methods: Set<String> { Set(operations.map(\.operation.method)) }

    /// Each declared path once, in the order of the specification.
    static func all(_ run: Run) -> [DeclaredPath] {
        run.spec.operationsByPath.map { here in
            let target = run.anyPath(of: here[0])
            return DeclaredPath(
                title: here[0].operation.path.text, operations: here, target: target,
                identity: run.caller(of: here[0]) ?? run.identities.first,
                others: Set(run.spec.operations(at: target).map(\.operation.method)))
        }
    }

    /// Allow names what is declared; HEAD and OPTIONS may come with it (RFC 9110 section 10.2.1).
    func judgeAllow(_ response: RawResponse, _ ask: Ask, _ rule: Rule, _ run: Run) {
        let text = response.all("allow").joined(separator: ",")
        let named = Set(text.split(separator: ",").map { $0.filter { $0 != " " } })
        let known = methods.union(others)
        let extra = named.subtracting(known).subtracting(known.contains("GET") ? ["HEAD", "OPTIONS"] : ["OPTIONS"])
        guard !methods.isSubset(of: named) || !extra.isEmpty else { return }
        run.fail(
            rule, ask, expected: "Allow: \(methods.sorted().joined(separator: ", "))",
            got: text.isEmpty ? "no Allow" : "Allow: \(text)", spec: operations.first?.location)
    }
}
