import NIOPosix

/// Threads for work that waits for the disk or computes for long, so that the server's own few stay free for requests.
final class FileThreads: TaskExecutor {
    static let shared = FileThreads()

    /// Never shut down, so that every job it takes is run.
    private let pool = NIOThreadPool.singleton

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        pool.submit { _ in job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
