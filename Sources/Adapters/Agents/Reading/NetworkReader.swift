import JSON
import Outbound

/// Reads `network`: what agents may reach.
///
/// Without it they reach nothing.
enum NetworkReader {
    static func policy(_ parent: Fields, log: inout Diagnostics) -> EgressPolicy {
        guard let place = parent.place("network") else { return .nothing }
        let fields = Fields(place, .network, log: &log)
        let allow = fields.texts("allow", log: &log) ?? []
        let deny = fields.texts("deny", log: &log) ?? []
        do {
            return try EgressPolicy(allow: allow.map(\.value), deny: deny.map(\.value))
        } catch {
            for fault in error.faults {
                let rule = fault.list == .allow ? allow[fault.index] : deny[fault.index]
                let message = "\"\(fault.rule)\" is not a network rule: \(fault.message)"
                log.append(Diagnostic(code: "wrong-network-rule", message, at: rule))
            }
            return .nothing
        }
    }
}
