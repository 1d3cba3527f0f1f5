import APISpec
import JSON
import JSONSchema

/// Every message of the shared connection, answers to commands included.
struct LiveSchema: Probe {
    static let rule = Rule(
        "live.schema", "Every message is a declared event and fits its payload", basis: "messages of asyncapi.yaml",
        fault: 200)

    func run(_ run: Run) async throws(Abort) {
        guard let (session, _) = try await run.liveTrace(for: Self.rule) else { return }
        for text in session.link.messages { judge(text, session.channel, run) }
    }

    private func judge(_ text: String, _ channel: JudgedChannel, _ run: Run) {
        run.check(Self.rule, channel.title)
        guard let root = try? Document.json(Array(text.utf8)).root, let name = root["event"]?.string else {
            return run.fail(
                live: Self.rule, channel, "a message", expected: "JSON with \"event\"", got: String(text.prefix(200)))
        }
        guard let type = channel.events.events[name] else {
            return run.fail(live: Self.rule, channel, "a message", expected: "a declared event", got: name)
        }
        for violation in type.payload.violations(of: root, direction: .response, limit: 2) {
            let got = root.at(violation.instance).map { String(decoding: $0.jsonBytes, as: UTF8.self) }
            run.fail(
                live: Self.rule, channel, "event \(name)", expected: "\(violation.instance) \(violation.message)",
                got: String((got ?? "nothing").prefix(200)), violation.schema)
        }
    }
}
