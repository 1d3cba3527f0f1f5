import APISpec
import JSON
import SchemaInstances

/// Whether the server keeps the specification it is judged by at all.
struct ContractHash: Probe {
    static let rule = Rule(
        "contract.hash", "The server says that it keeps the specification it is judged by",
        basis: "contract_hash of an answer that everybody may read")

    func run(_ run: Run) async throws(Abort) {
        let readers = run.spec.operations.filter { one in
            one.isSafe && one.operation.path.parameterNames.isEmpty
                && one.successes.contains { $0.jsonSchema?.property("contract_hash") != nil }
        }
        guard let one = readers.first(where: { $0.roles == nil }) ?? readers.first else {
            return run.skip(
                Self.rule, "the specification", "no answer of it has a contract_hash", .nothingToStandOn)
        }
        let identity = run.speaker(for: one)
        let base = run.base(of: one, as: identity, path: one.operation.path.text)
        let ask = run.ask(one, base, as: identity, "which specification it keeps")
        guard let response = try await run.send(ask), let root = response.json?.root else { return }
        run.check(Self.rule, ask)
        let (wanted, got) = (run.spec.contract.hash, root["contract_hash"]?.string)
        if got != wanted {
            run.fail(
                Self.rule, ask, expected: "\(wanted), the judged specification", got: got ?? "no contract_hash",
                spec: one.location)
        }
    }
}
