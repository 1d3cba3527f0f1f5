import APISpec
import JSON
import SchemaInstances

/// What a connection has said, in order.
struct LiveTrace {
    let channel: JudgedChannel
    let messages: [String]

    /// The events of subjects.
    func events(_ order: EventOrder) -> [Node] {
        guard let subject = order.subject else { return [] }
        return messages.compactMap { try? Document.json(Array($0.utf8)).root }.filter { $0[subject] != nil }
    }

    /// Each subject with its events.
    func subjects(_ order: EventOrder) -> [(about: String, events: [Node])] {
        guard let subject = order.subject else { return [] }
        let events = events(order)
        return events.compactMap { $0[subject]?.string }.distinct.map { about in
            (about, events.filter { $0[subject]?.string == about })
        }
    }

    static func name(_ event: Node) -> String { event["event"]?.string ?? "" }
}

extension Run {
    /// The trace and the order it must keep; nil, with the rule skipped, where there is none.
    func orderedTrace(for rule: Rule) async throws(Abort) -> (trace: LiveTrace, order: EventOrder)? {
        guard let (_, trace) = try await liveTrace(for: rule) else { return nil }
        guard let order = trace.channel.order, order.subject != nil else {
            skip(rule, trace.channel.title, "asyncapi.yaml has no x-order", .nothingToStandOn)
            return nil
        }
        return (trace, order)
    }
}
