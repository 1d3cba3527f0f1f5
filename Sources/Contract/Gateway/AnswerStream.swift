/// A body that is made while it is sent, event by event for instance.
public struct AnswerStream: Sendable {
    /// Sends some bytes and returns when the caller has room for more; throws when nothing can be sent any more.
    public typealias Write = @Sendable ([UInt8]) async throws -> Void

    /// Makes the body, and returns at its end.
    ///
    /// It is cancelled when the caller has gone or the server stops.
    public var produce: @Sendable (@escaping Write) async -> Void

    public init(_ produce: @escaping @Sendable (@escaping Write) async -> Void) { self.produce = produce }
}
