import JSON
import Orchestration
import Synchronization

/// The tasks that were written or read lately, as the database holds them, so that reading one again costs no query.
///
/// One process has the database open, and only its commits change it: each commit puts in what it has changed before
/// anybody is answered. A reader puts in what it found only if there was no commit since before it looked. Bounded: at
/// most `capacity` tasks of at most `largest` bytes.
final class RecentTasks: Sendable {
    /// Two generations: what comes goes into the young one; when that is full, it becomes the old one.
    private struct State {
        var young: [String: TaskRecord] = [:]
        var old: [String: TaskRecord] = [:]
        var commits = 0
        var isClosed = false

        mutating func forget(_ id: String) {
            young[id] = nil
            old[id] = nil
        }
    }

    private static let largest = 16_384
    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int = 1_024) { self.capacity = capacity }

    /// How many commits there have been: what `found` wants from a reader that is about to begin.
    var commits: Int { state.withLock { $0.commits } }

    func task(_ id: String) -> TaskRecord? { state.withLock { $0.young[id] ?? $0.old[id] } }

    /// Takes over what one commit has changed.
    func changed(_ tasks: [TaskRecord]) {
        state.withLock { state in
            state.commits += 1
            for task in tasks { put(task, in: &state) }
        }
    }

    /// Remembers nothing of what a commit that failed would have changed.
    func forget(_ tasks: [TaskRecord]) {
        state.withLock { state in
            state.commits += 1
            for task in tasks { state.forget(task.id) }
        }
    }

    /// Remembers nothing from now on.
    func close() {
        state.withLock { state in
            state.isClosed = true
            (state.young, state.old) = ([:], [:])
        }
    }

    /// Takes over what a reader found that began when there had been `commits` commits.
    func found(_ task: TaskRecord, since commits: Int) {
        state.withLock { if $0.commits == commits { put(task, in: &$0) } }
    }

    private func put(_ task: TaskRecord, in state: inout State) {
        guard task.fits(in: Self.largest), !state.isClosed else { return state.forget(task.id) }
        if state.young.updateValue(task, forKey: task.id) == nil, state.young.count >= capacity / 2 {
            (state.old, state.young) = (state.young, [:])
        }
    }
}

extension TaskRecord {
    /// Whether its texts and values take no more than so many bytes, about.
    fileprivate func fits(in bytes: Int) -> Bool {
        var left = bytes - title.utf8.count - (description?.utf8.count ?? 0) - target.utf8.count
        return parameters.takes(&left) && (result ?? .null).takes(&left)
    }
}

extension JSONValue {
    /// Takes its size from `left`, and says whether there was enough; stops as soon as there is not.
    fileprivate func takes(_ left: inout Int) -> Bool {
        left -= 16
        switch self {
        case .string(let text), .decimal(let text): left -= text.utf8.count
        case .array(let elements): return left >= 0 && elements.allSatisfy { $0.takes(&left) }
        case .object(let members):
            return left >= 0
                && members.allSatisfy { member in
                    left -= member.key.utf8.count
                    return member.value.takes(&left)
                }
        default: break
        }
        return left >= 0
    }
}
