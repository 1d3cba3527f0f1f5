import APISpec
import JSON
import SchemaInstances

/// A document that the server publishes, beside the one of the files.
struct ServedDocument {
    /// More differences say nothing more.
    private static let most = 5

    /// The members that make such a document, which its operation is found by.
    let members: Set<String>
    let wanted: JSONValue?
    /// The file it is written in.
    let source: Node?

    func judge(_ rule: Rule, _ run: Run) async throws(Abort) {
        let one = run.spec.operations.first { one in
            one.isSafe && one.operation.path.parameterNames.isEmpty
                && one.successes.contains { Set($0.jsonSchema?.required ?? []).isSuperset(of: members) }
        }
        guard let one, let wanted, !run.spec.isAnybodys else {
            return run.skip(
                rule, "documents", "no operation answers with \(members.sorted().joined(separator: " and "))")
        }
        let identity = run.caller(of: one) ?? run.identities.first
        let base = run.base(of: one, as: identity, path: one.operation.path.text)
        let ask = run.ask(one, base, as: identity, "the document")
        guard let root = try await run.send(ask)?.json?.root else { return }
        run.check(rule, ask)
        for difference in JSONDifference.all(from: wanted, to: JSONValue(root)).prefix(Self.most) {
            var ask = ask
            if !difference.pointer.isEmpty { ask.attempt = "the document at \(difference.pointer)" }
            run.fail(
                rule, ask, expected: difference.wanted, got: difference.got,
                spec: place(difference.pointer) ?? one.location)
        }
    }

    /// The line of the file that a pointer into the document leads to, or to the nearest place above it.
    private func place(_ pointer: String) -> SourceLocation? {
        var tokens = JSONPointer(pointer)?.tokens ?? []
        while !tokens.isEmpty {
            if let node = source?.at(JSONPointer(tokens: tokens)) { return node.location }
            tokens.removeLast()
        }
        return source?.location
    }
}
