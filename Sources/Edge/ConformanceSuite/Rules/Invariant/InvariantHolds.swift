import APISpec
import JSON

/// Figures of one answer that must agree.
struct InvariantHolds: Watch {
    static let rule = Rule("invariant.holds", "What holds in every answer holds", basis: "x-invariants", fault: 200)
    let feeders = ["positive.example"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard let (one, root) = exchange.judgedBody else { return }
        for (invariant, place) in one.invariants where invariant.rising == nil {
            guard let holds = invariant.holds(in: root) else { continue }
            run.check(Self.rule, exchange.ask)
            if !holds {
                run.fail(Self.rule, exchange.ask, expected: invariant.text, got: root.brief, spec: place)
            }
        }
    }
}

extension Exchange {
    /// The operation and the JSON of a 2xx answer to its own method.
    var judgedBody: (JudgedOperation, Node)? {
        guard let one = ask.operation, 200..<300 ~= response.status, ask.request.method == one.operation.method,
            response.isJSON, let root = response.json?.root
        else { return nil }
        return (one, root)
    }
}
