import JSON
import Outbound

/// Reads `files`: what agents may read on this machine.
///
/// Without it they read nothing.
enum FilesReader {
    static func policy(_ parent: Fields, log: inout Diagnostics) -> FilePolicy {
        guard let place = parent.place("files") else { return .nothing }
        let fields = Fields(place, .files, log: &log)
        let allow = fields.texts("allow", log: &log) ?? []
        let deny = fields.texts("deny", log: &log) ?? []
        do {
            return try FilePolicy(allow: allow.map(\.value), deny: deny.map(\.value))
        } catch {
            for fault in error.faults {
                let rule = fault.list == .allow ? allow[fault.index] : deny[fault.index]
                let message = "\"\(fault.rule)\" is not a folder or file: \(fault.message)"
                log.append(Diagnostic(code: "wrong-files-rule", message, at: rule))
            }
            return .nothing
        }
    }
}
