import APISpec
import Access

/// A rate limit of limits.yaml, ready for one operation.
struct LimitPlan: Sendable {
    let quota: Quota
    private let policy: RateLimitPolicy
    private let operation: String
    /// The name as a string of RFC 9651 section 4.1.6.
    private let quotedName: String
    /// Value of RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers).
    private let policyField: String

    init(_ policy: RateLimitPolicy, operation: String) {
        self.policy = policy
        self.operation = operation
        quota = Quota(limit: policy.quota, windowSeconds: policy.windowSeconds, burst: policy.burst)
        quotedName = Self.quoted(policy.name)
        policyField = "\(quotedName);q=\(policy.quota);w=\(policy.windowSeconds)"
    }

    /// Whoever shares one quota; without a caller, "user" means the address.
    func key(caller: Caller?, peer: String) -> String {
        switch policy.partition {
        case .operation: return "\(policy.name) operation \(operation)"
        case .user:
            if let caller { return "\(policy.name) user \(caller.username)" }
            return "\(policy.name) ip \(Network.name(of: peer))"
        case .ip: return "\(policy.name) ip \(Network.name(of: peer))"
        }
    }

    /// Between quotes; what may not stand there becomes an underscore.
    private static func quoted(_ name: String) -> String {
        "\"" + name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_. ".contains($0)) ? $0 : "_" } + "\""
    }

    func fields(_ decision: RateDecision) -> [(String, String)] {
        [
            ("RateLimit-Policy", policyField),
            ("RateLimit", "\(quotedName);r=\(decision.remaining);t=\(decision.resetSeconds)"),
        ]
    }
}
