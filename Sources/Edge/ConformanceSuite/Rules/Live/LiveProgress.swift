import JSON

/// Values that only rise within one subject.
struct LiveProgress: Probe {
    static let rule = Rule("live.progress", "What never falls does not fall", basis: "x-order.never_falls")

    func run(_ run: Run) async throws(Abort) {
        guard let (trace, order) = try await run.orderedTrace(for: Self.rule) else { return }
        for (about, events) in trace.subjects(order) {
            for (name, pointer) in order.neverFalls {
                var last: Double?
                for event in events where LiveTrace.name(event) == name {
                    guard let next = event.at(pointer)?.double else { continue }
                    run.check(Self.rule, trace.channel.title)
                    if let before = last, next < before {
                        run.fail(
                            live: Self.rule, trace.channel, "\(name) of \(about)",
                            expected: "\(pointer) of at least \(before)", got: "\(next)", order.location)
                    }
                    last = next
                }
            }
        }
    }
}
