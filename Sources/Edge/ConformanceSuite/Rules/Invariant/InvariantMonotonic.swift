import APISpec
import JSON

/// Figures that never fall from one answer to the next.
struct InvariantMonotonic: Watch {
    static let rule = Rule(
        "invariant.monotonic", "A figure that never falls has not fallen since the answer before",
        basis: "monotonic of x-invariants", fault: 200)
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard let (one, root) = exchange.judgedBody else { return }
        for (invariant, place) in one.invariants {
            guard let pointer = invariant.rising, let next = root.at(pointer)?.double else { continue }
            let key = "\(exchange.ask.request.target) \(invariant.text)"
            defer { run.lastFigures[key] = next }
            guard let before = run.lastFigures[key] else { continue }
            run.check(Self.rule, exchange.ask)
            if next < before {
                run.fail(
                    Self.rule, exchange.ask, expected: "\(pointer) of at least \(before)", got: "\(next)", spec: place)
            }
        }
    }
}
