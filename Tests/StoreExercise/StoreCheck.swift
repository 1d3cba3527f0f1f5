public import Orchestration
public import Testing

/// One promise of `TaskStore`, to be held against every store there is.
public struct StoreCheck: Sendable, CustomTestStringConvertible {
    public let name: String
    /// Runs on a store that is empty and of its own.
    public let run: @Sendable (any TaskStore) async throws -> Void

    init(_ name: String, _ run: @escaping @Sendable (any TaskStore) async throws -> Void) {
        self.name = name
        self.run = run
    }

    public var testDescription: String { name }

    public static let all: [StoreCheck] =
        creating + running + claiming + rescuing + listing + logging + keeping + totalling + learning
}
