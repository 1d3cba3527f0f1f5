import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// Commands that break their schema, and texts that are none.
struct LiveFault: Probe {
    static let rule = Rule(
        "live.fault", "A command that breaks its schema is refused with VALIDATION_ERROR, and the connection lives on",
        basis: "payloads of the commands", fault: 206)
    /// Commands in a row without an answer, after which no more are put.
    private static let patience = 4
    private static let nonsense = [
        "{", "[]", "\"ping\"", "{\"command\":\"zz_not_declared\"}", "{\"command\":1}", "",
    ]

    func run(_ run: Run) async throws(Abort) {
        guard let talk = try await CommandTalk.start(Self.rule, run) else { return }
        let talks = try await talk.side(by: 4, run)
        defer { for more in talks.dropFirst() { more.link.close() } }
        var faults: [(text: String, place: SourceLocation?)] = []
        for (name, _, schema) in talk.channel.commands {
            guard let type = talk.channel.events.commands[name] else { continue }
            for variant in Violations().variants(of: talk.command(name, schema, about: talk.about), schema) {
                guard !type.payload.accepts(Document(variant.value).root, direction: .request) else { continue }
                faults.append((variant.value.jsonText, variant.location))
            }
        }
        faults += Self.nonsense.map { ($0, nil) }
        var silences = 0
        for (index, fault) in faults.enumerated() where silences < Self.patience {
            let isAnswered = await talks[index % talks.count].refuse(
                fault.text, "VALIDATION_ERROR", Self.rule, fault.place, run)
            silences = isAnswered ? 0 : silences + 1
        }
    }
}
