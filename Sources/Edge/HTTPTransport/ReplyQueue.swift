import NIOCore

/// Requests in flight on one connection, oldest first, so that replies leave in the order of the requests.
struct ReplyQueue {
    private struct Entry {
        let number: Int
        let traits: RequestTraits
        var closes: Bool
        var reply: TransportReply?
        /// Its body is being made: it stays at the front until that has ended.
        var isStreaming = false
    }

    /// A reply whose turn has come.
    struct Ready {
        let number: Int
        let traits: RequestTraits
        let closes: Bool
        let reply: TransportReply

        /// What makes the body, if there is to be one.
        var stream: TransportStream? { traits.isHead || !ReplyEncoder.mayHaveBody(reply.status) ? nil : reply.stream }
    }

    /// Requests that may wait for their replies at the same time.
    static let capacity = 8

    private var entries = CircularBuffer<Entry>(initialCapacity: 2)
    private var issued = 0

    /// Whether no reply is owed.
    var isEmpty: Bool { entries.isEmpty }

    /// Requests taken on this connection so far.
    var requestsTaken: Int { issued }

    /// Whether the next request may begin now: requests run side by side only if none of them changes anything.
    func admits(isSafe: Bool) -> Bool {
        entries.isEmpty || (isSafe && entries.count < Self.capacity && entries.allSatisfy(\.traits.isSafe))
    }

    /// Takes a request in, under a number that names it until its reply is given; `closes` makes that reply the last.
    mutating func open(_ traits: RequestTraits, closes: Bool) -> Int {
        issued += 1
        entries.append(Entry(number: issued, traits: traits, closes: closes))
        return issued
    }

    /// Puts the reply to a request in its place; a number no longer known is ignored.
    mutating func fulfil(_ number: Int, with reply: TransportReply) {
        guard let index = entries.firstIndex(where: { $0.number == number }) else { return }
        entries[index].reply = reply
    }

    /// Takes out the oldest request's reply, or nil if that reply is not there yet.
    ///
    /// A reply with a stream stays, and none follows it, until `endStream`.
    mutating func next() -> Ready? {
        guard let first = entries.first, !first.isStreaming, let reply = first.reply else { return nil }
        // Over HTTP/1.0 nothing but the end of the connection ends such a body.
        let closes = first.closes || reply.close || reply.stream != nil && first.traits.isHTTP10
        let ready = Ready(number: first.number, traits: first.traits, closes: closes, reply: reply)
        if ready.stream == nil { entries.removeFirst() } else { entries[entries.startIndex].isStreaming = true }
        return ready
    }

    /// Takes out the reply whose stream has ended; true if the connection closes behind it.
    mutating func endStream() -> Bool {
        guard let first = entries.first, first.isStreaming else { return false }
        entries.removeFirst()
        return first.closes || first.traits.isHTTP10 || first.reply?.close == true
    }

    /// Takes out the request if the parser stopped behind it; only then can its connection change protocol.
    mutating func removeUpgrade(_ number: Int) -> Bool {
        guard let index = entries.firstIndex(where: { $0.number == number }), entries[index].traits.isUpgrade
        else { return false }
        entries.remove(at: index)
        return true
    }

    /// Makes the reply to the newest request the last one.
    mutating func closeAfterLast() {
        guard !entries.isEmpty else { return }
        entries[entries.index(before: entries.endIndex)].closes = true
    }

    /// Forgets every request that waits.
    mutating func removeAll() { entries.removeAll() }
}
