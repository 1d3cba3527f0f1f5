import Orchestration
import Synchronization

/// What the orchestrator told its log.
final class Notices: Sendable {
    private let notices = Mutex<[OrchestrationNotice]>([])

    var all: [OrchestrationNotice] { notices.withLock { $0 } }

    var append: @Sendable (OrchestrationNotice) -> Void {
        { notice in self.notices.withLock { $0.append(notice) } }
    }
}
