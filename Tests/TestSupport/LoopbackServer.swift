import Foundation
import Synchronization

/// A TCP server on 127.0.0.1 at a port the system picks, for tests of clients.
///
/// Plain blocking sockets and one thread a connection, so that tests of the network need no network library.
public final class LoopbackServer: Sendable {
    public let port: Int
    private let listener: Int32
    private let state = Mutex<(accepted: Int, requests: [String])>((0, []))

    /// Listens and gives every connection to `serve`, which may block; the connection is closed after it.
    public init(_ serve: @escaping @Sendable (LoopbackServer, LoopbackConnection) -> Void) throws {
        (listener, port) = try LoopbackSocket.listening(backlog: 64)
        Thread.detachNewThread { [self] in accept(serve) }
    }

    /// Answers each HTTP request with the text that `reply` makes of its head, then closes.
    public static func http(_ reply: @escaping @Sendable (String) -> String) throws -> LoopbackServer {
        try LoopbackServer { server, connection in
            let head = connection.readHead()
            if head.isEmpty { return }
            server.state.withLock { $0.requests.append(head) }
            connection.write(Array(reply(head).utf8))
        }
    }

    /// Answers one HTTP request after the other on each connection with the text that `reply` makes of its number, which
    /// counts from 1 over all connections, and its head; nil hangs up without an answer, an empty text says nothing.
    ///
    /// A body must come in one piece with its head.
    public static func persistent(_ reply: @escaping @Sendable (Int, String) -> String?) throws -> LoopbackServer {
        try LoopbackServer { server, connection in
            while true {
                let head = connection.readHead()
                if head.isEmpty { return }
                let number = server.state.withLock { state in
                    state.requests.append(head)
                    return state.requests.count
                }
                guard let text = reply(number, head) else { return }
                connection.write(Array(text.utf8))
            }
        }
    }

    /// Takes connections and never says a word, until the client hangs up.
    public static func silent() throws -> LoopbackServer {
        try LoopbackServer { _, connection in
            while !connection.read().isEmpty {}
        }
    }

    /// How many connections have been accepted so far.
    public var connections: Int { state.withLock { $0.accepted } }

    /// The heads of the HTTP requests so far.
    public var requests: [String] { state.withLock { $0.requests } }

    /// Refuses connections from now on; those that are open go on.
    public func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func accept(_ serve: @escaping @Sendable (LoopbackServer, LoopbackConnection) -> Void) {
        // Closed by the thread that uses it: else its number could be another socket's when `accept` is called again.
        defer { close(listener) }
        while true {
            let socket = Glibc.accept(listener, nil, nil)
            guard socket >= 0 else { return }
            state.withLock { $0.accepted += 1 }
            Thread.detachNewThread { [self] in
                serve(self, LoopbackConnection(socket: socket))
                shutdown(socket, Int32(SHUT_RDWR))
                close(socket)
            }
        }
    }
}

/// One accepted connection.
public struct LoopbackConnection: Sendable {
    let socket: Int32

    /// Tells it from others that are open.
    public var number: Int { Int(socket) }

    /// The next bytes, empty when the client has hung up.
    public func read() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : []
    }

    public func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// What comes until the empty line that ends the head of an HTTP request, or until the client hangs up.
    func readHead() -> String {
        var text = ""
        while !text.contains("\r\n\r\n") {
            let bytes = read()
            if bytes.isEmpty { return text }
            text += String(decoding: bytes, as: UTF8.self)
        }
        return text
    }
}

/// A port that neither accepts nor refuses: connections to it are never answered, as behind a dropping firewall.
public final class DeafPort: Sendable {
    public let port: Int
    private let sockets: [Int32]

    /// Listens without ever accepting, and fills the queue of those who wait.
    public init() throws {
        let (listener, port) = try LoopbackSocket.listening(backlog: 0)
        self.port = port
        sockets = [listener] + (try (0..<4).map { _ in try LoopbackSocket.connecting(to: port) })
    }

    public func stop() { for socket in sockets { close(socket) } }
}
