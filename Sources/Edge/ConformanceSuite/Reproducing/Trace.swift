import JSON

/// What a run has made and changed, so that what led to a finding can be told.
struct Trace {
    private struct Origin {
        var step: Reproduction.Step
        /// The requests that have changed it since.
        var changes: [RawRequest] = []
    }

    private var origins: [String: Origin] = [:]
    private var order: [String] = []
    /// The exchange that came last.
    private(set) var last: Exchange?

    /// More changes than a script should have.
    private static let changeLimit = 20

    mutating func note(_ exchange: Exchange) {
        last = exchange
        let request = exchange.ask.request
        guard 200..<300 ~= exchange.response.status, request.method != "GET", request.method != "HEAD" else { return }
        for segment in request.target.split(whereSeparator: { $0 == "/" || $0 == "?" }) {
            let id = String(segment)
            guard let origin = origins[id], origin.changes.count < Self.changeLimit else { continue }
            origins[id]?.changes.append(request)
        }
    }

    /// The last exchange has made the object.
    mutating func made(_ id: String, by source: Reproduction.Source) {
        guard let request = last?.ask.request, origins[id] == nil else { return }
        origins[id] = Origin(step: Reproduction.Step(request: request, made: id, source: source))
        order.append(id)
    }

    /// What leads to the last exchange; nil if that was another request.
    func reproduction(of ask: Ask) -> Reproduction? {
        guard let last, last.ask.request == ask.request else { return nil }
        return Reproduction(
            preparation: preparation(for: ask.request), ask: ask, status: last.response.status,
            code: last.response.errorCode)
    }

    /// The making of every object that a request is about, and of those that these are about, with their changes.
    private func preparation(for request: RawRequest) -> [Reproduction.Step] {
        var needed: Set<Substring> = []
        var open = [request]
        while let next = open.popLast() {
            for word in next.words where !needed.contains(word) {
                let id = String(word)
                guard let origin = origins[id], origin.step.request != next else { continue }
                needed.insert(word)
                open += [origin.step.request] + origin.changes
            }
        }
        return order.filter { needed.contains($0[...]) }.flatMap { id -> [Reproduction.Step] in
            guard let origin = origins[id] else { return [] }
            var changes = origin.changes
            if changes.last == request { changes.removeLast() }
            return [origin.step] + changes.map { Reproduction.Step(request: $0) }
        }
    }
}
