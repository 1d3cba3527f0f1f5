import JSON
import Outbound

@testable import Agents

extension ToolContext {
    /// A context that reaches nothing, at a time that stands still.
    static var forTests: ToolContext {
        ToolContext(egress: Egress(policy: .nothing, own: []), now: { Timestamp(milliseconds: 0) })
    }
}
