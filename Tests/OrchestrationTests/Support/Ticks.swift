import JSON
import Synchronization

/// A wall clock that goes on by one second each time it is read.
final class Ticks: Sendable {
    private let count = Mutex<Int64>(0)

    var next: @Sendable () -> Timestamp {
        {
            self.count.withLock { count in
                count += 1
                return time(count * 1000)
            }
        }
    }
}
