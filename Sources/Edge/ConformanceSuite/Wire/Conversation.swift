/// What came back for bytes that may hold several requests, or none that is well formed.
struct Conversation: Sendable {
    /// The whole answers, in order.
    var answers: [RawResponse]
    /// Why what follows them is no answer; nil if nothing does.
    var fault: String?
    /// Whether the server closed the connection behind them.
    var isClosed: Bool

    /// Reads answers out of bytes.
    ///
    /// - Parameter heads: for each request whether it was HEAD; those that follow were not.
    init(_ bytes: [UInt8], heads: [Bool] = [], isClosed: Bool) {
        (answers, fault, self.isClosed) = ([], nil, isClosed)
        var rest = bytes
        while !rest.isEmpty {
            var parser = ResponseParser(isHead: answers.count < heads.count && heads[answers.count])
            var progress = parser.take(rest)
            if case .needsMore = progress, isClosed { progress = parser.end() }
            switch progress {
            case .done(var response):
                response.surplus = 0
                answers.append(response)
                rest = parser.rest
            case .broken(let reason):
                fault = reason
                return
            case .needsMore:
                fault = "an answer that is not whole"
                return
            }
        }
    }

    /// Sends the pieces, each on its own, and listens until so many answers are there, the server closes, or the time is
    /// up; then a moment longer, for what should not come.
    static func hold(
        with address: ServerAddress, sending pieces: [[UInt8]], heads: [Bool] = [], expecting count: Int,
        milliseconds: Int64 = 5_000, linger: Int64 = 60
    ) async throws(WireError) -> Conversation {
        let socket = try await RawSocket.connect(to: address)
        defer { socket.close() }
        for piece in pieces {
            socket.send(piece)
            if pieces.count > 1 { await socket.wait(milliseconds: 20) { _ in false } }
        }
        await socket.wait(milliseconds: milliseconds) { bytes in
            let known = Conversation(bytes, heads: heads, isClosed: false)
            return known.answers.count >= count && known.fault == nil
        }
        if !socket.isClosed { await socket.wait(milliseconds: linger) { _ in false } }
        return Conversation(socket.received, heads: heads, isClosed: socket.isClosed)
    }
}
