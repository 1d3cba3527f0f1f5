/// Which hosts, addresses and ports the server may connect to: nothing that is not allowed.
///
/// A target is let through when no deny rule matches its name or address, and
/// - an allow rule matches its name, and its address is ordinary public unicast, or
/// - an allow rule for addresses holds its address. A special block (loopback, private, metadata, ...) is opened only by
///   a rule that lies wholly inside it: 0.0.0.0/0 opens the public Internet, never loopback.
public struct EgressPolicy: Sendable, Equatable {
    public let allow: [EgressRule]
    public let deny: [EgressRule]

    /// Reads both lists; throws every faulty rule at once.
    public init(allow: [String], deny: [String] = []) throws(EgressPolicyError) {
        var faults: [EgressPolicyError.Fault] = []
        self.allow = Self.read(allow, list: .allow, faults: &faults)
        self.deny = Self.read(deny, list: .deny, faults: &faults)
        if !faults.isEmpty { throw EgressPolicyError(faults: faults) }
    }

    init(rules allow: [EgressRule], deny: [EgressRule] = []) {
        self.allow = allow
        self.deny = deny
    }

    /// Lets nothing out.
    public static let nothing = EgressPolicy(rules: [])

    /// Lets loopback addresses through, for development.
    public static let loopback = EgressPolicy(
        rules: ["127.0.0.0/8", "::1"].compactMap { try? EgressRule($0) })

    /// This policy with the rules of `other` added to both lists.
    public func adding(_ other: EgressPolicy) -> EgressPolicy {
        EgressPolicy(rules: allow + other.allow, deny: deny + other.deny)
    }

    private static func read(
        _ texts: [String], list: EgressPolicyError.List, faults: inout [EgressPolicyError.Fault]
    ) -> [EgressRule] {
        var rules: [EgressRule] = []
        for (index, text) in texts.enumerated() {
            do {
                rules.append(try EgressRule(text))
            } catch {
                faults.append(.init(list: list, index: index, rule: text, message: error.message))
            }
        }
        return rules
    }
}

/// Every rule of an egress policy that could not be read.
public struct EgressPolicyError: Error, Sendable, Equatable {
    public enum List: String, Sendable { case allow, deny }

    public struct Fault: Sendable, Equatable {
        public let list: List
        /// The place in its list, from 0.
        public let index: Int
        /// The rule as written.
        public let rule: String
        /// What is wrong and how to write it.
        public let message: String
    }

    public let faults: [Fault]
}
