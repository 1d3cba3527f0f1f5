import NIOCore
import WebSocket

/// A WebSocket whose frames are written byte by byte, so that they can be wrong.
final class FrameLink: Sendable {
    /// One frame of the server (RFC 6455 section 5.2).
    struct Frame: Sendable, Equatable {
        var opcode: UInt8
        var payload: [UInt8]

        /// The code of a Close frame; nil where it has none.
        var closeCode: Int? {
            opcode == 8 && payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : nil
        }
        var text: String { String(decoding: payload, as: UTF8.self) }
    }

    private let socket: RawSocket
    private let headBytes: Int

    private init(_ socket: RawSocket, _ headBytes: Int) {
        self.socket = socket
        self.headBytes = headBytes
    }

    /// Nil where the handshake is refused.
    static func open(_ address: ServerAddress, target: String, headers: [(name: String, value: String)])
        async throws(WireError)
        -> FrameLink?
    {
        let socket = try await RawSocket.connect(to: address)
        socket.send(Array(ClientHandshake(host: address.authority, path: target, headers: headers).requestText.utf8))
        let end = Array("\r\n\r\n".utf8)
        await socket.wait(milliseconds: 5_000) { $0.firstRange(of: end) != nil }
        let received = socket.received
        guard received.starts(with: Array("HTTP/1.1 101".utf8)), let range = received.firstRange(of: end) else {
            socket.close()
            return nil
        }
        return FrameLink(socket, range.upperBound)
    }

    func send(_ bytes: [UInt8]) { socket.send(bytes) }

    func close() { socket.close() }

    var isClosed: Bool { socket.isClosed }

    var frames: [Frame] { Self.frames(in: Array(socket.received.dropFirst(headBytes))) }

    /// Waits until a frame is there, the server closes, or the time is up.
    func first(within milliseconds: Int64, where isWanted: (Frame) -> Bool) async -> Frame? {
        await socket.wait(milliseconds: milliseconds) { [headBytes] bytes in
            Self.frames(in: Array(bytes.dropFirst(headBytes))).contains(where: isWanted)
        }
        return frames.first(where: isWanted)
    }

    /// Waits until the server has closed the TCP connection.
    func closes(within milliseconds: Int64) async -> Bool {
        await socket.wait(milliseconds: milliseconds) { [socket] _ in socket.isClosed }
        return socket.isClosed
    }

    /// The whole frames in bytes of a server, which masks nothing.
    static func frames(in bytes: [UInt8]) -> [Frame] {
        var (frames, rest): ([Frame], ArraySlice<UInt8>) = ([], bytes[...])
        while rest.count >= 2 {
            let start = rest.startIndex
            var (length, head) = (Int(rest[start + 1] & 0x7F), 2)
            if length >= 126 {
                let size = length == 126 ? 2 : 8
                guard rest.count >= 2 + size else { break }
                length = rest[(start + 2)..<(start + 2 + size)].reduce(0) { $0 << 8 | Int($1) }
                head += size
            }
            guard rest.count >= head + length else { break }
            frames.append(
                Frame(opcode: rest[start] & 0x0F, payload: Array(rest[(start + head)..<(start + head + length)])))
            rest = rest[(start + head + length)...]
        }
        return frames
    }

    /// A frame as a client writes it, masked unless told otherwise.
    ///
    /// - Parameter first: FIN, the reserved bits and the opcode: the whole first byte.
    static func frame(_ first: UInt8, _ payload: [UInt8], isMasked: Bool = true, length: Int? = nil) -> [UInt8] {
        let count = length ?? payload.count
        let mask: [UInt8] = isMasked ? [0x37, 0xFA, 0x21, 0x3D] : []
        let bit: UInt8 = isMasked ? 0x80 : 0
        var bytes = [first]
        switch count {
        case ..<126: bytes.append(UInt8(count) | bit)
        case ..<65_536: bytes += [126 | bit, UInt8(count >> 8), UInt8(count & 255)]
        default: bytes += [127 | bit] + (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
        }
        return bytes + mask + payload.enumerated().map { isMasked ? $1 ^ mask[$0 % 4] : $1 }
    }
}
