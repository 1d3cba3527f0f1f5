import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// The WebSocket with the text behind it, and the order its events promise to keep.
struct JudgedChannel: Sendable {
    let events: EventContract
    /// `x-order` of the operation that sends.
    let order: EventOrder?
    /// `x-replies` of the operation that receives.
    let replies: Replies?
    /// Each command by name, its message object.
    let commands: [(name: String, message: Node, schema: SchemaView)]
    let errorCodes: [String]
    let location: SourceLocation?
    /// The query parameter that takes a token, by the channel's WebSocket binding.
    let tokenParameter: String?

    var title: String { "WebSocket \(events.path)" }

    init(_ root: Node, _ events: EventContract, _ library: SchemaLibrary) {
        self.events = events
        let operations = root["operations"]?.members.map { library.documents.following($0.value) } ?? []
        let sending = operations.first { $0["action"]?.string == "send" }
        let receiving = operations.first { $0["action"]?.string == "receive" }
        order = sending?["x-order"].map(EventOrder.init)
        replies = receiving?["x-replies"].map(Replies.init)
        errorCodes = receiving?["x-error-codes"]?.elements.compactMap(\.string) ?? []
        let channel = root["channels"]?.members.map(\.value).first.map(library.documents.following)
        location = channel?.location
        let query = channel?["bindings"]?["ws"]?["query"]?["properties"]
        tokenParameter = ["token", "access_token"].first { query?[$0] != nil }
        commands = (receiving?["messages"]?.elements.map { library.documents.following($0) } ?? []).compactMap {
            message in
            guard let payload = message["payload"] else { return nil }
            let schema = SchemaView(payload, library)
            guard let name = schema.property("command")?.words?.first?.stringValue else { return nil }
            return (name, message, schema)
        }
    }
}

/// The order of events (`x-order`).
struct EventOrder: Sendable {
    struct Pair: Sendable {
        let open: String
        let close: String
        let by: JSONPointer
    }

    /// The event that comes first on every connection.
    let first: String?
    /// The member that rises strictly among the events of subjects.
    let sequence: String?
    /// The member that names what an event is about.
    let subject: String?
    /// The event after which the subject must come to one of `ends`.
    let begins: String?
    /// Events after which nothing follows for the same subject.
    let ends: [String]
    /// The event that comes at the heartbeat of limits.yaml.
    let beat: String?
    /// Event by event, the value that never falls within one subject.
    let neverFalls: [(event: String, pointer: JSONPointer)]
    /// Events that open and close something, and the value that says what.
    let pairs: [Pair]
    let location: SourceLocation?

    init(_ node: Node) {
        location = node.location
        first = node["first"]?.string
        sequence = node["sequence"]?.string
        subject = node["subject"]?.string
        begins = node["begins"]?.string
        beat = node["beat"]?.string
        ends = node["ends"]?.elements.compactMap(\.string) ?? []
        neverFalls =
            node["never_falls"]?.members.compactMap { key, value in
                guard let event = key.string, let pointer = value.string.flatMap({ JSONPointer($0) }) else {
                    return nil
                }
                return (event, pointer)
            } ?? []
        pairs =
            node["pairs"]?.elements.compactMap { pair in
                guard let open = pair["open"]?.string, let close = pair["close"]?.string,
                    let by = pair["by"]?.string.flatMap({ JSONPointer($0) })
                else { return nil }
                return Pair(open: open, close: close, by: by)
            } ?? []
    }
}

/// How commands are answered (`x-replies`).
struct Replies: Sendable {
    /// The event that says a command was carried out, and the one that says it was not.
    let accepted: String
    let refused: String
    /// The member of a command that its answer gives back under `data`.
    let mark: String?

    init(_ node: Node) {
        accepted = node["accepted"]?.string ?? ""
        refused = node["refused"]?.string ?? ""
        mark = node["mark"]?.string
    }
}
