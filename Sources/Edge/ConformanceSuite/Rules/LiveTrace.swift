import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// Judges what a connection has said.
struct LiveTrace {
    let channel: JudgedChannel

    func judge(_ messages: [String], _ run: Run) {
        judgeSchema(messages, from: 0, run)
        guard let order = channel.order, let subject = order.subject else {
            return run.skip(LiveRules.sequence, channel.title, "asyncapi.yaml has no x-order")
        }
        let events = messages.compactMap { try? Document.json(Array($0.utf8)).root }.filter { $0[subject] != nil }
        judgeSequence(events, order, run)
        for about in events.compactMap({ $0[subject]?.string }).distinct {
            let own = events.filter { $0[subject]?.string == about }
            judgeProgress(own, about, order, run)
            judgePairs(own, about, order, run)
            judgeEnds(own, about, order, run)
        }
    }

    func judgeSchema(_ messages: [String], from start: Int, _ run: Run) {
        for text in messages.dropFirst(start) {
            run.check(LiveRules.schema, channel.title)
            guard let root = try? Document.json(Array(text.utf8)).root, let name = root["event"]?.string else {
                fail(LiveRules.schema, "a message", "JSON with \"event\"", String(text.prefix(200)), nil, run)
                continue
            }
            guard let type = channel.events.events[name] else {
                fail(LiveRules.schema, "a message", "a declared event", name, nil, run)
                continue
            }
            for violation in type.payload.violations(of: root, direction: .response, limit: 2) {
                let got = root.at(violation.instance).map { String(decoding: $0.jsonBytes, as: UTF8.self) }
                fail(
                    LiveRules.schema, "event \(name)", "\(violation.instance) \(violation.message)",
                    String((got ?? "nothing").prefix(200)), violation.schema, run)
            }
        }
    }

    func judgeSequence(_ events: [Node], _ order: EventOrder, _ run: Run) {
        guard let member = order.sequence else { return }
        var last: Int?
        for event in events {
            run.check(LiveRules.sequence, channel.title)
            guard let next = event[member]?.int else { continue }
            if let last, next <= last {
                fail(
                    LiveRules.sequence, "event \(Self.name(event))", "\(member) above \(last)", "\(next)",
                    order.location, run)
            }
            last = next
        }
    }

    private func judgeProgress(_ events: [Node], _ about: String, _ order: EventOrder, _ run: Run) {
        for (name, pointer) in order.neverFalls {
            var last: Double?
            for event in events where Self.name(event) == name {
                guard let next = event.at(pointer)?.double else { continue }
                run.check(LiveRules.progress, channel.title)
                if let before = last, next < before {
                    fail(
                        LiveRules.progress, "\(name) of \(about)", "\(pointer) of at least \(before)", "\(next)",
                        order.location, run)
                }
                last = next
            }
        }
    }

    private func judgePairs(_ events: [Node], _ about: String, _ order: EventOrder, _ run: Run) {
        for pair in order.pairs {
            var open: [String] = []
            for event in events {
                let key = event.at(pair.by).map { String(decoding: $0.jsonBytes, as: UTF8.self) } ?? ""
                if Self.name(event) == pair.open { open.append(key) }
                guard Self.name(event) == pair.close else { continue }
                run.check(LiveRules.pairs, channel.title)
                if let index = open.firstIndex(of: key) {
                    open.remove(at: index)
                } else {
                    fail(
                        LiveRules.pairs, "\(pair.close) \(key) of \(about)", "\(pair.open) before it", "none",
                        order.location, run)
                }
            }
            guard let last = events.last, Self.name(last) == order.ends.first, !open.isEmpty else { continue }
            fail(
                LiveRules.pairs, "\(pair.open) \(open[0]) of \(about)", "\(pair.close) before \(Self.name(last))",
                "none",
                order.location, run)
        }
    }

    private func judgeEnds(_ events: [Node], _ about: String, _ order: EventOrder, _ run: Run) {
        let names = events.map(Self.name)
        guard let end = names.firstIndex(where: order.ends.contains) else {
            if let begins = order.begins, names.contains(begins) {
                run.doubt(LiveRules.ends, channel.title, "\(about) has begun and did not end within 30 s")
            }
            return
        }
        run.check(LiveRules.ends, channel.title)
        if end != names.count - 1 {
            fail(
                LiveRules.ends, "\(names[end]) of \(about)", "nothing after it",
                names[(end + 1)...].joined(separator: ", "),
                order.location, run)
        }
    }

    private func fail(
        _ rule: Rule, _ attempt: String, _ expected: String, _ got: String, _ place: SourceLocation?, _ run: Run
    ) {
        run.fail(live: rule, channel, attempt, expected: expected, got: got, place)
    }

    static func name(_ event: Node) -> String { event["event"]?.string ?? "" }
}
