import JSON

/// The numbers of events.
struct LiveSequence: Probe {
    static let rule = Rule(
        "live.sequence", "The sequence of events rises strictly", basis: "x-order.sequence")

    func run(_ run: Run) async throws(Abort) {
        guard let (trace, order) = try await run.orderedTrace(for: Self.rule), let member = order.sequence else {
            return
        }
        var last: Int?
        for event in trace.events(order) {
            run.check(Self.rule, trace.channel.title)
            guard let next = event[member]?.int else { continue }
            if let last, next <= last {
                run.fail(
                    live: Self.rule, trace.channel, "event \(LiveTrace.name(event))",
                    expected: "\(member) above \(last)",
                    got: "\(next)", order.location)
            }
            last = next
        }
    }
}
