import APISpec
import SchemaInstances

/// What the answers of a run have shown, by operationId.
struct Sightings {
    var statuses: [String: Set<Int>] = [:]
    var codes: [String: Set<String>] = [:]
    /// Roles that were answered with a 2xx.
    var roles: [String: Set<String>] = [:]
    /// Names of the events that came over the WebSocket.
    var events: Set<String> = []

    mutating func note(_ response: RawResponse, _ ask: Ask, code: String?) {
        guard let id = ask.operation?.operation.id else { return }
        statuses[id, default: []].insert(response.status)
        if let code { codes[id, default: []].insert(code) }
        if 200..<300 ~= response.status, let role = ask.identity?.role { roles[id, default: []].insert(role) }
    }

    func coverage(of spec: JudgedSpec, lines: [SpecLine: Set<String>]) -> Coverage {
        var coverage = Coverage()
        coverage.operations = spec.operations.map { one in
            let id = one.operation.id
            let refusals = one.operation.errorCodes.compactMap { spec.status(of: $0) }.map { String($0) }
            let declared = (one.responses.map(\.response.title) + refusals).distinct
            return Coverage.Operation(
                title: one.title, statuses: Coverage.Share(declared: declared, seen: titles(of: id, one)),
                codes: Coverage.Share(declared: one.operation.errorCodes, seen: codes[id] ?? []),
                roles: Coverage.Share(declared: one.roles ?? [], seen: roles[id] ?? []), spec: one.location)
        }
        coverage.events = Coverage.Share(declared: spec.live?.events.events.keys.sorted() ?? [], seen: events)
        coverage.lines = lines
        return coverage
    }

    /// The declared responses that statuses fell under, and the statuses that fell under none.
    private func titles(of id: String, _ one: JudgedOperation) -> Set<String> {
        Set((statuses[id] ?? []).map { one.response(for: $0)?.response.title ?? String($0) })
    }
}

extension Response {
    /// As the specification names it: "201", "4XX" or "default".
    fileprivate var title: String {
        if let status { return String(status) }
        if let range { return "\(range.lowerBound / 100)XX" }
        return "default"
    }
}

extension Run {
    /// Which codes each operation has answered with.
    var seenCodes: [String: Set<String>] {
        get { sightings.codes }
        set { sightings.codes = newValue }
    }

    /// Which statuses each operation has answered with.
    var seenStatuses: [String: Set<Int>] { sightings.statuses }
}
