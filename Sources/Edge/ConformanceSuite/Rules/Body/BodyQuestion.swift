import APISpec
import JSON

/// An operation that reads JSON, asked validly but for the body that a rule will break.
struct BodyQuestion {
    let operation: JudgedOperation
    let body: JudgedBody
    let identity: Identity
    let base: Base

    /// One for each operation that takes JSON and can refuse it as invalid; the others are skipped with the reason.
    static func all(_ rule: Rule, _ run: Run) async throws(Abort) -> [BodyQuestion] {
        var all: [BodyQuestion] = []
        for one in run.spec.operations {
            guard let body = one.jsonBody else { continue }
            guard one.operation.errorCodes.isEmpty || one.operation.errorCodes.contains("VALIDATION_ERROR") else {
                run.skip(rule, one.title, "VALIDATION_ERROR is not among its x-error-codes", .nothingToStandOn)
                continue
            }
            guard let identity = run.caller(of: one) ?? run.identities.first else {
                run.skip(rule, one.title, "no user with a role of \(one.roleList)")
                continue
            }
            // Validation comes before the object is looked for, so any path will do; a real one is surer.
            let path = try await run.path(of: one, as: identity) ?? run.anyPath(of: one)
            var base = run.base(of: one, as: identity, path: path)
            base.contentType = body.media.name
            all.append(BodyQuestion(operation: one, body: body, identity: identity, base: base))
        }
        return all
    }
}
