import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// Commands that break their schema, and texts that are none.
struct LiveFault: Probe {
    static let rule = Rule(
        "live.fault", "A command that breaks its schema is refused with VALIDATION_ERROR, and the connection lives on",
        basis: "payloads of the commands", fault: 206)
    private static let nonsense = [
        "{", "[]", "\"ping\"", "{\"command\":\"zz_not_declared\"}", "{\"command\":1}", "",
    ]

    func run(_ run: Run) async throws(Abort) {
        guard let talk = try await CommandTalk.start(Self.rule, run) else { return }
        for (name, _, schema) in talk.channel.commands {
            guard let type = talk.channel.events.commands[name] else { continue }
            for variant in Violations().variants(of: talk.command(name, schema, about: talk.about), schema) {
                guard !type.payload.accepts(Document(variant.value).root, direction: .request) else { continue }
                await talk.refuse(variant.value.jsonText, "VALIDATION_ERROR", Self.rule, variant.location, run)
            }
        }
        for text in Self.nonsense { await talk.refuse(text, "VALIDATION_ERROR", Self.rule, nil, run) }
    }
}
