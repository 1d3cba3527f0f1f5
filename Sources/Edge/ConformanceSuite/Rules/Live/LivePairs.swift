import JSON

/// Events that open something and events that close it.
struct LivePairs: Probe {
    static let rule = Rule("live.pairs", "What is closed was opened before", basis: "x-order.pairs")

    func run(_ run: Run) async throws(Abort) {
        guard let (trace, order) = try await run.orderedTrace(for: Self.rule) else { return }
        for (about, events) in trace.subjects(order) {
            for pair in order.pairs { judge(pair, events, about, trace.channel, order, run) }
        }
    }

    private func judge(
        _ pair: EventOrder.Pair, _ events: [Node], _ about: String, _ channel: JudgedChannel, _ order: EventOrder,
        _ run: Run
    ) {
        var open: [String] = []
        for event in events {
            let key = event.at(pair.by).map { String(decoding: $0.jsonBytes, as: UTF8.self) } ?? ""
            if LiveTrace.name(event) == pair.open { open.append(key) }
            guard LiveTrace.name(event) == pair.close else { continue }
            run.check(Self.rule, channel.title)
            if let index = open.firstIndex(of: key) {
                open.remove(at: index)
            } else {
                run.fail(
                    live: Self.rule, channel, "\(pair.close) \(key) of \(about)", expected: "\(pair.open) before it",
                    got: "none", order.location)
            }
        }
        guard let last = events.last, LiveTrace.name(last) == order.ends.first, !open.isEmpty else { return }
        run.fail(
            live: Self.rule, channel, "\(pair.open) \(open[0]) of \(about)",
            expected: "\(pair.close) before \(LiveTrace.name(last))", got: "none", order.location)
    }
}
