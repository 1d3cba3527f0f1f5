/// What a WebSocket promises; asked by `Live`.
enum LiveRules {
    static let refused = Rule(
        "live.refused", "Without a valid token the handshake is refused with AUTHENTICATION_REQUIRED",
        basis: "asyncapi.yaml, security of the API")
    static let upgrade = Rule(
        "live.upgrade", "A plain request on the WebSocket's path is refused with UPGRADE_REQUIRED",
        basis: "RFC 6455 section 4.2.2")
    static let opens = Rule(
        "live.opens", "With a valid token the handshake succeeds", basis: "RFC 6455 section 4.2.2")
    static let first = Rule("live.first", "The first event is the one that x-order names", basis: "x-order.first")
    static let schema = Rule(
        "live.schema", "Every message is a declared event and fits its payload", basis: "messages of asyncapi.yaml")
    static let sequence = Rule(
        "live.sequence", "The sequence of events rises strictly", basis: "x-order.sequence")
    static let progress = Rule("live.progress", "What never falls does not fall", basis: "x-order.never_falls")
    static let pairs = Rule("live.pairs", "What is closed was opened before", basis: "x-order.pairs")
    static let ends = Rule(
        "live.ends", "What has begun comes to one end, and nothing follows it", basis: "x-order.begins and ends")
    static let replay = Rule(
        "live.replay", "A replay is what was sent live, in the same order, from the place asked for", basis: "x-replay")
    static let command = Rule(
        "live.command", "Every valid command is accepted, and the answer gives its mark back", basis: "x-replies")
    static let fault = Rule(
        "live.fault", "A command that breaks its schema is refused with VALIDATION_ERROR, and the connection lives on",
        basis: "payloads of the commands")
    static let unknown = Rule(
        "live.unknown",
        "A command about what does not exist, or is somebody else's, is refused with the channel's code",
        basis: "x-error-codes of the channel, x-owner")
    static let beat = Rule(
        "live.beat", "The beat comes at the interval of limits.yaml", basis: "x-order.beat, websocket.heartbeat_seconds"
    )
    static let seen = Rule("live.seen", "Every declared event was seen in this run", basis: "messages of asyncapi.yaml")

    static let all = [
        refused, upgrade, opens, first, schema, sequence, progress, pairs, ends, replay, command, fault, unknown, beat,
        seen,
    ]
}
