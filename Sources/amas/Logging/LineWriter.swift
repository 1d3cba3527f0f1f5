import Foundation
import Synchronization

/// Writes lines to a file descriptor from a thread of its own, so that who reads them slowly, or not at all, holds up
/// nobody who writes.
final class LineWriter: Sendable {
    static let standardError = LineWriter(descriptor: 2)

    /// Bytes that wait at most; lines beyond them are lost, and counted.
    private static let room = 1 << 18

    private struct Waiting {
        var bytes: [UInt8] = []
        var lost = 0
        var loss: (@Sendable (Int) -> String)?
        var isWriting = false
    }

    private let descriptor: Int32
    private let waiting = Mutex(Waiting())
    private let arrivals = DispatchSemaphore(value: 0)

    /// - Parameter descriptor: open for writing for as long as the process lives.
    init(descriptor: Int32) {
        self.descriptor = descriptor
        Thread.detachNewThread { [self] in
            while true {
                arrivals.wait()
                writeWaiting()
            }
        }
    }

    /// Writes a line some time soon; never waits.
    ///
    /// - Parameter loss: a line that says how many were lost, written behind those that were not.
    func write(_ line: String, orElse loss: @escaping @Sendable (Int) -> String) {
        waiting.withLock {
            if $0.lost == 0, $0.bytes.count + line.utf8.count < Self.room {
                $0.bytes += Array("\(line)\n".utf8)
            } else {
                $0.lost += 1
                $0.loss = loss
            }
        }
        arrivals.signal()
    }

    /// Waits until everything is written, for a second at most.
    func flush() {
        for _ in 0..<100 where waiting.withLock({ $0.isWriting || !$0.bytes.isEmpty || $0.lost > 0 }) { usleep(10_000) }
    }

    private func writeWaiting() {
        let bytes = waiting.withLock { waiting in
            defer { waiting = Waiting(isWriting: true) }
            let loss = waiting.lost > 0 ? waiting.loss?(waiting.lost) : nil
            return waiting.bytes + (loss.map { Array("\($0)\n".utf8) } ?? [])
        }
        defer { waiting.withLock { $0.isWriting = false } }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                usleep(10_000)
            } else if errno != EINTR {
                // Nobody can be told that the log cannot be written.
                return
            }
        }
    }
}
