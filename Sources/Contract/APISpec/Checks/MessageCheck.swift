import JSON

/// A message can be told from the others: its payload has its name as a constant, and no other has that name.
struct MessageCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        var seen: Set<String> = []
        return specification.messages.flatMap { message -> [Diagnostic] in
            guard let member = message.direction?.member else { return [] }
            var found = mark(of: message, as: member, specification).map { [$0] } ?? []
            if !seen.insert("\(member) \(message.name)").inserted {
                found.append(
                    Diagnostic(
                        code: "duplicate-message", "the message \"\(message.name)\" is already listed", at: message.use)
                )
            }
            return found
        }
    }

    /// The fault of the member that names the message.
    private func mark(
        of message: MessageSource, as member: String, _ specification: Specification
    ) -> Diagnostic? {
        guard let payload = specification.resolved(message.node["payload"]), payload.kind == .object else { return nil }
        guard let constant = payload["properties"]?[member]?["const"] else {
            return Diagnostic(
                code: "unmarked-message", "the payload of \"\(message.name)\" must say which message it is",
                help: "add \"\(member): {const: \(message.name)}\" to its properties", at: payload)
        }
        if constant.equals(message.name) { return nil }
        return Diagnostic(
            code: "unmarked-message", "\"\(member)\" of the message \"\(message.name)\" must be its name", at: constant)
    }
}
