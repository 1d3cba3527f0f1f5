import APISpec
import JSON
import Testing

@testable import ConformanceSuite

/// A run without a server: the shipped specification, and answers that a test makes up.
struct ScriptedRun {
    let run: Run

    init() throws {
        run = try Judged.run()
        run.identities = []
    }

    func operation(_ id: String) throws -> JudgedOperation {
        try #require(run.spec.operations.first { $0.operation.id == id })
    }

    func ask(_ id: String, body: String? = nil, fault: String? = nil) throws -> Ask {
        let one = try operation(id)
        var request = RawRequest(method: one.operation.method, target: one.operation.path.text)
        request.body = body.map { Array($0.utf8) }
        return Ask(operation: one, request: request, attempt: "made up", fault: fault.flatMap { JSONPointer($0) })
    }

    static func answer(_ status: Int, _ body: String) -> RawResponse {
        RawResponse(status: status, headers: [("Content-Type", "application/json")], body: Array(body.utf8))
    }

    /// What a rule found: "expected; got".
    func findings(of rule: Rule) -> [String] {
        run.ledger.cases([rule]).flatMap(\.findings).map { "\($0.expected); \($0.got)" }
    }
}
