import Foundation
import JSON
import Synchronization
import TestSupport
import WebSocket

@testable import ConformanceSuite

/// A server that lets everybody in, accepts everything, checks nothing, and tells everybody everything: each rule that
/// asks it must find something.
final class ObligingServer: Sendable {
    private struct State {
        var made = 0
        var sequence = 0
        var sockets: [LoopbackConnection] = []
        var windows: [String: Int] = [:]
    }

    private let state = Mutex(State())
    private let fields: String
    /// Requests that pass in each second, counted by the address that the caller claims; nil for all.
    private let quota: Int?
    private let server = Mutex<LoopbackServer?>(nil)

    /// The second of the clock that windows go by.
    private let second: @Sendable () -> Int64

    init(fields: String = "", quota: Int? = nil, time: SkippedTime = SkippedTime()) throws {
        self.fields = fields
        second = { time.now() / 1_000_000_000 }
        self.quota = quota
        let listener = try LoopbackServer { [weak self] _, connection in self?.serve(connection) }
        server.withLock { $0 = listener }
    }

    var url: String { "http://127.0.0.1:\(server.withLock { $0?.port } ?? 0)" }

    func stop() { server.withLock { $0?.stop() } }

    private func serve(_ connection: LoopbackConnection) {
        var text = ""
        while true {
            while !text.contains("\r\n\r\n") {
                let bytes = connection.read()
                if bytes.isEmpty { return }
                text += String(decoding: bytes, as: UTF8.self)
            }
            if text.lowercased().contains("upgrade: websocket") { return live(connection, text) }
            let (line, head) = (String(text.prefix { $0 != "\r\n" }), text)
            // What it has not read of a body is its next request, if it looks like one.
            let rest = text.components(separatedBy: "\r\n\r\n").dropFirst().first ?? ""
            text = rest.hasPrefix("GET /zz-smuggled") ? rest + "\r\n\r\n" : ""
            connection.write(Array(answer(line, head).utf8))
        }
    }

    private func answer(_ line: String, _ head: String) -> String {
        let parts = line.split(separator: " ").map(String.init)
        guard parts.count >= 2 else { return message(200, "{}") }
        let (method, path) = (parts[0], String(parts[1].prefix { $0 != "?" }))
        if let quota, !passes(head, quota) {
            return message(429, "{\"error_code\":\"RATE_LIMIT_EXCEEDED\"}", "Retry-After: 1\r\n")
        }
        if head.contains("Transfer-Encoding") { return message(411, "{}") }
        if parts[1].contains("zz9q") { return page("\(parts[1].removingPercentEncoding ?? "")") }
        if path.hasSuffix("/login") || path.hasSuffix("/refresh") { return message(200, session()) }
        if path.hasSuffix("/health") { Thread.sleep(forTimeInterval: 0.06) }
        if method == "POST", path.hasSuffix("/cancel") {
            broadcast(
                "task_failed", "{\"status\":\"cancelled\"}", String(path.split(separator: "/").dropLast().last ?? ""))
        }
        if method == "POST", path.hasSuffix("/tasks") || path.hasSuffix("/integrations") { return created(path) }
        if path.hasSuffix("/events") { return message(200, "{\"items\":[]}") }
        if path.hasSuffix("/metrics") { return message(200, "{\"tasks\":{\"pending\":7}}") }
        if path.hasSuffix("/tasks") || path.hasSuffix("/agents") { return message(200, "{\"items\":[]}") }
        return message(200, "{\"status\":\"completed\"}")
    }

    private func created(_ path: String) -> String {
        let id = state.withLock { state in
            state.made += 1
            return "task_20250121_120000_\(String(state.made + 0xABC0_0000, radix: 16))"
        }
        broadcast("task_created", "{\"task\":{\"id\":\"\(id)\",\"title\":\"another\"}}", id)
        return message(201, "{\"id\":\"\(id)\",\"title\":\"one\"}", "Location: \(path)/\(id)\r\n")
    }

    /// A token that says something else than the answer around it.
    private func session() -> String {
        let now = Int(Date().timeIntervalSince1970)
        let claims: JSONValue = ["sub": "olga", "role": "operator", "iat": .integer(now), "exp": .integer(now + 1_800)]
        let token = WebToken.sealed(["alg": "HS256", "typ": "JWT"], claims, key: Self.key)
        let number = state.withLock { state in
            state.made += 1
            return state.made
        }
        return "{\"access_token\":\"\(token)\",\"expires_in\":99,\"refresh_token\":\"refresh-\(number)\"}"
    }

    static let key = Array("a key for these tests alone, 32 bytes".utf8)

    private func passes(_ head: String, _ quota: Int) -> Bool {
        let claimed = head.components(separatedBy: "\r\n").first { $0.hasPrefix("X-Forwarded-For") } ?? ""
        return state.withLock { state in
            let window = "\(claimed) \(second())"
            state.windows[window, default: 0] += 1
            return state.windows[window, default: 0] <= quota
        }
    }

    private func message(_ status: Int, _ body: String, _ more: String = "") -> String {
        "HTTP/1.1 \(status) Fine\r\nDate: \(Self.date)\r\nContent-Type: application/json\r\n\(fields)\(more)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private func page(_ text: String) -> String {
        "HTTP/1.1 404 No\r\nDate: \(Self.date)\r\nContent-Type: text/html\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)"
    }

    private static var date: String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.string(from: Date())
    }
}

extension ObligingServer {
    /// Accepts any handshake, answers text with an ack that has no mark, and anything else with a Close.
    private func live(_ connection: LoopbackConnection, _ head: String) {
        let key = head.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix("sec-websocket-key:") } ?? ""
        let accept = Handshake.acceptValue(for: key.dropFirst(18).trimmingCharacters(in: .whitespaces))
        connection.write(
            Array(
                "HTTP/1.1 101 Go\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: \(accept)\r\n\r\n"
                    .utf8))
        say("connected", "{}", to: connection)
        state.withLock { $0.sockets.append(connection) }
        var bytes: [UInt8] = []
        while true {
            let more = connection.read()
            if more.isEmpty { break }
            bytes += more
            while let (opcode, count) = Self.frame(bytes) {
                bytes.removeFirst(count)
                guard opcode == 1 else {
                    connection.write(FrameLink.frame(0x88, [0x03, 0xE9], isMasked: false))
                    return state.withLock { $0.sockets.removeAll { $0.number == connection.number } }
                }
                say("ack", "{\"command\":\"ping\"}", to: connection)
            }
        }
        state.withLock { $0.sockets.removeAll { $0.number == connection.number } }
    }

    /// Opcode and length of the first frame; nil while it is not whole.
    private static func frame(_ bytes: [UInt8]) -> (UInt8, Int)? {
        guard bytes.count >= 2 else { return nil }
        var (length, head) = (Int(bytes[1] & 0x7F), 2)
        if length >= 126 {
            let size = length == 126 ? 2 : 8
            guard bytes.count >= 2 + size else { return nil }
            length = bytes[2..<(2 + size)].reduce(0) { $0 << 8 | Int($1) }
            head += size
        }
        if bytes[1] & 0x80 != 0 { head += 4 }
        return bytes.count >= head + length ? (bytes[0] & 0x0F, head + length) : nil
    }

    private func broadcast(_ event: String, _ data: String, _ id: String) {
        for socket in state.withLock({ $0.sockets }) { say(event, data, to: socket, about: id) }
    }

    private func say(_ event: String, _ data: String, to connection: LoopbackConnection, about id: String? = nil) {
        let number = state.withLock { state in
            state.sequence += 1
            return state.sequence
        }
        let subject = id.map { ",\"task_id\":\"\($0)\"" } ?? ""
        let text =
            "{\"event\":\"\(event)\",\"data\":\(data),\"timestamp\":\"2025-01-21T12:00:00.000Z\",\"seq\":\(number)\(subject)}"
        connection.write(FrameLink.frame(0x81, Array(text.utf8), isMasked: false))
    }
}
