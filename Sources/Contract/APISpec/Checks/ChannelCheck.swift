import JSON

/// The server has one WebSocket: one channel, whose messages its operations send or receive.
struct ChannelCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        guard let channels = specification.documents.asyncAPI?["channels"], channels.kind == .object else { return [] }
        let members = Array(channels.members)
        guard let first = members.first else {
            return [Diagnostic(code: "missing-key", "\"channels\" needs a channel", at: channels)]
        }
        let others = members.dropFirst().map { key, _ in
            Diagnostic(
                code: "unsupported-channel", "the server has one WebSocket; \"\(key.keyText)\" is a second channel",
                help: "move its messages to \"\(first.key.keyText)\"", at: key)
        }
        return others + address(of: first.value, specification) + idle(in: first.value, specification)
    }

    private func address(of channel: Node, _ specification: Specification) -> [Diagnostic] {
        guard let address = specification.resolved(channel)?["address"], let text = address.string else { return [] }
        if text.hasPrefix("/"), !text.contains(where: "?#{}".contains) { return [] }
        return [
            Diagnostic(
                code: "channel-address", "the address of a channel is a plain path, is \"\(text)\"",
                help: "such as \"/ws\"", at: address)
        ]
    }

    /// Messages that nobody sends or receives.
    private func idle(in channel: Node, _ specification: Specification) -> [Diagnostic] {
        guard let messages = specification.resolved(channel)?["messages"] else { return [] }
        // A broken reference may have meant any of them.
        guard specification.messages.count == MessageSource.uses(in: specification.documents) else { return [] }
        let used = Set(specification.messages.map { NodeID($0.node) })
        return messages.members.compactMap { key, value in
            guard let message = specification.resolved(value), !used.contains(NodeID(message)) else { return nil }
            return Diagnostic(
                .warning, code: "unused-message", "no operation sends or receives \"\(key.keyText)\"",
                help: "list it in an operation, or remove it", at: key)
        }
    }
}
