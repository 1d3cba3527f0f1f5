import Foundation
import Synchronization

/// A DNS server on 127.0.0.1, over UDP and TCP at one port, that answers what a test tells it to.
public final class FakeDNS: Sendable {
    /// One question as it came in.
    public struct Query: Sendable, Equatable {
        /// In lower case, without the final dot.
        public let name: String
        /// The type's number: 1 for A, 28 for AAAA.
        public let type: Int
        public let overTCP: Bool
        /// How often this name and type was asked before.
        public let earlier: Int
        /// The id of the message and the question section, for answers made by hand.
        public let id: [UInt8]
        public let question: [UInt8]
    }

    public let port: Int
    private let datagrams: Int32
    private let listener: Int32
    private let seen = Mutex<[Query]>([])
    private let stopped = Mutex(false)

    /// Answers each query with the messages that `reply` gives, in order; none leaves the query without an answer.
    public init(_ reply: @escaping @Sendable (Query) -> [[UInt8]]) throws {
        (datagrams, listener, port) = try Self.sockets()
        listen(listener, 8)
        Thread.detachNewThread { [self] in serveDatagrams(reply) }
        Thread.detachNewThread { [self] in serveStreams(reply) }
    }

    /// A UDP and a TCP socket with the same port, which takes several tries if others use TCP ports too.
    private static func sockets() throws -> (datagrams: Int32, listener: Int32, port: Int) {
        var failure: any Error = LoopbackSocket.Failure(step: "bind")
        for _ in 0..<20 {
            let (datagrams, port) = try LoopbackSocket.bound(LoopbackSocket.datagram)
            do {
                return (datagrams, try LoopbackSocket.bound(LoopbackSocket.stream, port: port).socket, port)
            } catch {
                close(datagrams)
                failure = error
            }
        }
        throw failure
    }

    /// Answers from a table of addresses by name; what is not in it does not exist.
    public static func table(_ addresses: [String: [[UInt8]]]) throws -> FakeDNS {
        try FakeDNS { query in
            guard let known = addresses[query.name] else { return [query.message(code: 3)] }
            let wanted = known.filter { $0.count == (query.type == 28 ? 16 : query.type == 1 ? 4 : -1) }
            return [query.message(wanted.map { query.record($0) })]
        }
    }

    /// Every query so far.
    public var queries: [Query] { seen.withLock { $0 } }

    public func stop() {
        stopped.withLock { $0 = true }
        shutdown(listener, Int32(SHUT_RDWR))
        // An empty datagram wakes the thread that waits for one.
        try? LoopbackSocket.send([], to: port)
    }

    private func query(_ bytes: [UInt8], overTCP: Bool) -> Query? {
        var labels: [String] = []
        var place = 12
        while place < bytes.count, bytes[place] != 0 {
            let end = place + 1 + Int(bytes[place])
            guard end < bytes.count else { return nil }
            labels.append(String(decoding: bytes[place + 1..<end], as: UTF8.self))
            place = end
        }
        guard place + 5 <= bytes.count else { return nil }
        let name = labels.joined(separator: ".").lowercased()
        let type = Int(bytes[place + 1]) << 8 | Int(bytes[place + 2])
        return seen.withLock { seen in
            let earlier = seen.count { $0.name == name && $0.type == type }
            let query = Query(
                name: name, type: type, overTCP: overTCP, earlier: earlier, id: Array(bytes[..<2]),
                question: Array(bytes[12..<place + 5]))
            seen.append(query)
            return query
        }
    }

    // Each thread closes its own socket: else the number could be another socket's when it is used again.

    private func serveDatagrams(_ reply: (Query) -> [[UInt8]]) {
        defer { close(datagrams) }
        var buffer = [UInt8](repeating: 0, count: 1_500)
        var from = sockaddr_in()
        while !stopped.withLock({ $0 }) {
            withUnsafeMutablePointer(to: &from) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { from in
                    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
                    let count = recvfrom(datagrams, &buffer, buffer.count, 0, from, &size)
                    guard count > 0, let query = query(Array(buffer[..<count]), overTCP: false) else { return }
                    for message in reply(query) { sendto(datagrams, message, message.count, 0, from, size) }
                }
            }
        }
    }

    private func serveStreams(_ reply: (Query) -> [[UInt8]]) {
        defer { close(listener) }
        while true {
            let socket = accept(listener, nil, nil)
            guard socket >= 0 else { return }
            let connection = LoopbackConnection(socket: socket)
            let bytes = connection.read()
            for message in query(Array(bytes.dropFirst(2)), overTCP: true).map(reply) ?? [] {
                connection.write([UInt8(message.count >> 8), UInt8(message.count & 255)] + message)
            }
            close(socket)
        }
    }
}

extension FakeDNS.Query {
    /// A whole answer to this query, with the given records and response code.
    public func message(
        _ records: [[UInt8]] = [], code: UInt8 = 0, truncated: Bool = false, id: [UInt8]? = nil
    ) -> [UInt8] {
        let flags: [UInt8] = [truncated ? 0x83 : 0x81, 0x80 | code]
        return (id ?? self.id) + flags + [0, 1, 0, UInt8(records.count), 0, 0, 0, 0] + question + records.flatMap { $0 }
    }

    /// A record for the name asked, by default of the type asked, living 60 seconds.
    public func record(_ data: [UInt8], type: Int? = nil) -> [UInt8] {
        let type = type ?? self.type
        // C0 0C points to the name in the question.
        let head: [UInt8] = [0xc0, 0x0c, UInt8(type >> 8), UInt8(type & 255), 0, 1, 0, 0, 0, 60]
        return head + [UInt8(data.count >> 8), UInt8(data.count & 255)] + data
    }
}
