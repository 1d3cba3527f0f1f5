import APISpec
import JSON
import SchemaInstances

/// A creation that knows a request again by its key.
struct IdempotencyQuestion {
    let operation: JudgedOperation
    let idempotency: Idempotency
    let identity: Identity

    /// One for each operation with x-idempotency that makes an object; others are skipped with the reason.
    static func all(_ rule: Rule, _ run: Run) -> [IdempotencyQuestion] {
        let keyed = run.spec.operations.filter { $0.operation.idempotency != nil }
        if keyed.isEmpty { run.skip(rule, "the specification", "no x-idempotency", .nothingToStandOn) }
        return keyed.compactMap { one in
            guard let idempotency = one.operation.idempotency, one.isCreator else {
                run.skip(rule, one.title, "it makes no object that could be told from another", .nothingToStandOn)
                return nil
            }
            guard let identity = run.caller(of: one) else {
                run.skip(rule, one.title, "no user with a role of \(one.roleList)")
                return nil
            }
            return IdempotencyQuestion(operation: one, idempotency: idempotency, identity: identity)
        }
    }

    /// A question under a key, with a member of the body changed where a value is given.
    func ask(
        _ key: String, _ attempt: String, _ run: Run, as other: Identity? = nil, changed: Bool = false
    ) -> Ask {
        let who = other ?? identity
        var base = run.base(of: operation, as: who, path: operation.operation.path.text)
        if changed, let body = base.body { base.body = another(body) }
        base.headers.append((idempotency.header, key))
        return run.ask(operation, base, as: who, attempt)
    }

    /// Another valid body: the next example, else one with a text of its own.
    private func another(_ body: JSONValue) -> JSONValue {
        operation.jsonBody?.examples.first { $0 != body } ?? body
    }

    /// Keeps what was made, and says its id.
    func id(of response: RawResponse, as who: Identity, _ run: Run) async throws(Abort) -> String? {
        try await run.remember(response, "id", in: operation.operation.path.text, as: who)?.id
    }

    var place: SourceLocation? { operation.location(of: "x-idempotency") }
}
