/// Why a store did not do what was asked; nothing of the request was stored.
public enum StoreError: Error, Sendable, Equatable {
    case unknownTask(String)
    /// The task's state does not allow the command; `wanted` names the states that do.
    case conflict(id: String, status: TaskStatus, wanted: String)
    /// The run is not the task's current one any more.
    case superseded(id: String, attempt: Int)
    /// There is a task of this id already.
    case duplicate(String)
    /// The idempotency key came with another request before.
    case keyReused(String)
    /// The task that was created under an idempotency key is not stored any more.
    case keyedTaskGone(String)
    /// The store itself failed, for this reason; trying again may help.
    case unavailable(String)
}
