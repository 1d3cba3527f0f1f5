public import APISpec
public import JSON
public import JSONSchema

/// Holds events against the contract before they are sent, whichever way they leave.
public struct EventChecking: Sendable {
    private let events: EventContract?

    public init(_ events: EventContract?) { self.events = events }

    /// What an event breaks of the contract; empty for one that may be sent.
    ///
    /// - Parameters:
    ///   - name: the value of its member `event`.
    ///   - envelope: the whole message.
    public func violations(of name: String, _ envelope: Node) -> [Violation] {
        guard let type = events?.events[name] else {
            return [
                Violation(
                    instance: JSONPointer(tokens: ["event"]), keyword: "event",
                    message: "the contract declares no event \"\(name)\"", schema: nil)
            ]
        }
        return type.payload.violations(of: envelope, direction: .response)
    }
}
