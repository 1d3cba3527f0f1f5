import ConformanceSuite
public import Foundation
import JSON

/// Proves line by line that a specification counts: changes each, starts a server on it, and demands that the suite
/// turns red.
public struct SpecProof: Sendable {
    public let source: ProofSource
    /// The server's own executable.
    public let binary: String
    /// Servers that are judged side by side.
    public var jobs: Int
    /// What is tried.
    public var part: ProofPart

    public init(_ source: ProofSource, binary: String, jobs: Int, part: ProofPart = ProofPart()) {
        self.source = source
        self.binary = binary
        self.jobs = jobs
        self.part = part
    }

    /// Tries every node of the part, those that hold others after what is in them.
    ///
    /// - Parameters:
    ///   - folder: where servers have their files; what is made in it is removed.
    ///   - tell: hears each verdict, and how many of how many are done.
    /// - Returns: the verdicts; of what was cancelled or came too late, that it is untried.
    /// - Throws: `CouldNotProve` if a server on the files as they are cannot be started, or is not judged green.
    public func run(
        in folder: URL, tell: @escaping @Sendable (String, _ done: Int, _ of: Int) -> Void = { _, _, _ in }
    ) async throws -> ProofReport {
        let start = ContinuousClock.now
        let bench = try Bench(source, binary: binary, folder: folder)
        let list = NodeList(source, titles: try source.judge().operationTitles)
        try await bench.checkUnchanged()
        let board = Board(list.nodes, part, tell)
        try await prove(board.leaves, bench, board, since: start)
        try await prove(board.undecidedContainers(), bench, board, since: start)
        let verdicts = board.verdicts
        let lines = source.files.filter { file in part.files.isEmpty || part.files.contains(file.name) }
            .flatMap { LineVerdict.lines(of: $0, verdicts) }
        return ProofReport(
            lines: lines, mutants: await bench.started, seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    /// As many at once as there are jobs.
    private func prove(_ indices: [Int], _ bench: Bench, _ board: Board, since start: ContinuousClock.Instant)
        async throws
    {
        let queue = WorkQueue(indices)
        let proof = NodeProof(bench: bench)
        let limit = part.limit
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<max(1, jobs) {
                group.addTask {
                    while let index = queue.next(), !Task.isCancelled {
                        if let limit, start.duration(to: .now) > limit { return }
                        let verdict = try await proof.prove(board.nodes[index])
                        // What was cut short has shown nothing.
                        if !Task.isCancelled { board.note(verdict, at: index) }
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}

/// Which nodes are tried.
public struct ProofPart: Sendable {
    /// Shown names; empty for all files.
    public var files: Set<String>
    /// Of one file alone.
    public var lines: ClosedRange<Int>?
    /// Every so many-th node, from a place that a seed chooses.
    public var every: Int
    public var seed: Int
    /// What has not begun by then is left untried.
    public var limit: Duration?

    public init(
        files: Set<String> = [], lines: ClosedRange<Int>? = nil, every: Int = 1, seed: Int = 1, limit: Duration? = nil
    ) {
        self.files = files
        self.lines = lines
        self.every = every
        self.seed = seed
        self.limit = limit
    }

    func includes(_ node: SpecNode, _ index: Int) -> Bool {
        (files.isEmpty || files.contains(node.file.name)) && (lines?.contains(node.location.line) ?? true)
            && index % max(1, every) == seed % max(1, every)
    }
}
