import JSON

/// What has begun ends, once.
struct LiveEnds: Probe {
    static let rule = Rule(
        "live.ends", "What has begun comes to one end, and nothing follows it", basis: "x-order.begins and ends")

    func run(_ run: Run) async throws(Abort) {
        guard let (trace, order) = try await run.orderedTrace(for: Self.rule) else { return }
        let channel = trace.channel
        for (about, events) in trace.subjects(order) {
            let names = events.map(LiveTrace.name)
            guard let end = names.firstIndex(where: order.ends.contains) else {
                if let begins = order.begins, names.contains(begins) {
                    run.doubt(Self.rule, channel.title, "\(about) has begun and did not end within 30 s")
                }
                continue
            }
            run.check(Self.rule, channel.title)
            if end != names.count - 1 {
                run.fail(
                    live: Self.rule, channel, "\(names[end]) of \(about)", expected: "nothing after it",
                    got: names[(end + 1)...].joined(separator: ", "), order.location)
            }
        }
    }
}
