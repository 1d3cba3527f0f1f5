/// In which states a task may be executed and cancelled.
///
/// Handed in by whoever has read it; it can only be narrower than `all`, which is what `Lifecycle` can carry out.
public struct TaskTransitions: Sendable, Equatable {
    public var executable: [TaskStatus]
    public var cancellable: [TaskStatus]

    public init(executable: [TaskStatus], cancellable: [TaskStatus]) {
        self.executable = executable
        self.cancellable = cancellable
    }

    /// Everything that can be carried out.
    public static let all = TaskTransitions(
        executable: [.pending], cancellable: TaskStatus.allCases.filter { !$0.isFinal })

    /// What becomes of a state without anybody's asking.
    public static let moves: [TaskStatus: Set<TaskStatus>] = [
        .queued: [.running, .failed], .running: [.completed, .failed, .queued],
    ]
}
