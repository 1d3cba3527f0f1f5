import NIOCore
import Testing
import WebSocket

/// The frame tables of RFC 6455 section 5: what is read, what is refused, whatever the cuts.
@Suite struct FrameDecoderTests {
    /// A frame put together again from its pieces.
    struct Whole: Equatable {
        var header: FrameHeader
        var payload: ByteBuffer
    }

    /// Every frame in the stream when it arrives in the given parts, and the fault that ended it.
    static func read(
        _ parts: [ByteBuffer], role: WebSocketRole, maximum: Int = 1 << 20
    ) -> (frames: [Whole], fault: WebSocketFault?) {
        var decoder = FrameDecoder(role: role, maximumPayload: maximum)
        var buffer = ByteBuffer()
        var frames: [Whole] = []
        var isInside = false
        for part in parts {
            buffer.writeImmutableBuffer(part)
            do throws(WebSocketFault) {
                while let piece = try decoder.next(from: &buffer) {
                    #expect(piece.isFirst == !isInside)
                    if piece.isFirst { frames.append(Whole(header: piece.header, payload: ByteBuffer())) }
                    frames[frames.count - 1].payload.writeImmutableBuffer(piece.payload)
                    isInside = !piece.isLast
                }
            } catch {
                return (frames, error)
            }
        }
        return (frames, nil)
    }

    static func header(_ opcode: Opcode, _ length: Int, isFinal: Bool = true) -> FrameHeader {
        FrameHeader(isFinal: isFinal, opcode: opcode, length: length)
    }

    static let hello = ByteBuffer(string: "Hello")

    /// RFC 6455 5.7, each example with its reader.
    static let examples: [(role: WebSocketRole, bytes: ByteBuffer, frames: [Whole])] = [
        (.client, hex("81 05 48656c6c6f"), [Whole(header: header(.text, 5), payload: hello)]),
        (.server, hex("81 85 37fa213d 7f9f4d5158"), [Whole(header: header(.text, 5), payload: hello)]),
        (
            .client, hex("01 03 48656c 80 02 6c6f"),
            [
                Whole(header: header(.text, 3, isFinal: false), payload: ByteBuffer(string: "Hel")),
                Whole(header: header(.continuation, 2), payload: ByteBuffer(string: "lo")),
            ]
        ),
        (.client, hex("89 05 48656c6c6f"), [Whole(header: header(.ping, 5), payload: hello)]),
        (.server, hex("8a 85 37fa213d 7f9f4d5158"), [Whole(header: header(.pong, 5), payload: hello)]),
        (.client, hex("82 7e 0100") + run(7, 256), [Whole(header: header(.binary, 256), payload: run(7, 256))]),
        (
            .client, hex("82 7f 0000000000010000") + run(7, 65_536),
            [Whole(header: header(.binary, 65_536), payload: run(7, 65_536))]
        ),
        (.server, hex("88 80 00000000"), [Whole(header: header(.close, 0), payload: ByteBuffer())]),
        (.client, hex("89 7d") + run(1, 125), [Whole(header: header(.ping, 125), payload: run(1, 125))]),
        (.client, hex("82 7e 007e") + run(2, 126), [Whole(header: header(.binary, 126), payload: run(2, 126))]),
    ]

    @Test(arguments: examples.indices) func readsTheExamplesOfTheStandard(row: Int) {
        let example = Self.examples[row]
        let result = Self.read([example.bytes], role: example.role)
        #expect(result.frames == example.frames)
        #expect(result.fault == nil)
    }

    @Test(arguments: examples.indices) func readsTheSameAfterAnyCut(row: Int) {
        let example = Self.examples[row]
        for cut in 1..<min(300, example.bytes.readableBytes) {
            var rest = example.bytes
            let first = rest.readSlice(length: cut) ?? ByteBuffer()
            #expect(Self.read([first, rest], role: example.role).frames == example.frames, "cut at \(cut)")
        }
    }

    @Test func readsTheSameByteByByte() {
        let small = Self.examples.filter { $0.bytes.readableBytes < 300 }
        for role in [WebSocketRole.server, .client] {
            let stream = small.filter { $0.role == role }
            let bytes = stream.flatMap { $0.bytes.readableBytesView }.map { ByteBuffer(bytes: [$0]) }
            #expect(Self.read(bytes, role: role).frames == stream.flatMap(\.frames))
        }
    }

    static let refused: [(role: WebSocketRole, bytes: String, code: UInt16, reason: String)] = [
        (.server, "c1 80 00000000", 1002, "reserved bit set without an extension"),
        (.server, "a1 80 00000000", 1002, "reserved bit set without an extension"),
        (.client, "91 00", 1002, "reserved bit set without an extension"),
        (.client, "83 00", 1002, "reserved opcode"), (.client, "84 00", 1002, "reserved opcode"),
        (.client, "85 00", 1002, "reserved opcode"), (.client, "86 00", 1002, "reserved opcode"),
        (.client, "87 00", 1002, "reserved opcode"), (.client, "8b 00", 1002, "reserved opcode"),
        (.client, "8c 00", 1002, "reserved opcode"), (.client, "8d 00", 1002, "reserved opcode"),
        (.client, "8e 00", 1002, "reserved opcode"), (.client, "8f 00", 1002, "reserved opcode"),
        (.server, "81 05", 1002, "frame from a client without mask"),
        (.client, "81 85", 1002, "frame from a server with mask"),
        (.client, "09 00", 1002, "control frame in parts"), (.client, "08 00", 1002, "control frame in parts"),
        (.client, "0a 00", 1002, "control frame in parts"),
        (.client, "89 7e", 1002, "control frame over 125 bytes"),
        (.client, "88 7f", 1002, "control frame over 125 bytes"),
        (.client, "82 7e 007d", 1002, "length not in its shortest form"),
        (.client, "82 7e 0000", 1002, "length not in its shortest form"),
        (.client, "82 7f 000000000000ffff", 1002, "length not in its shortest form"),
        (.client, "82 7f 8000000000000000", 1002, "length over 63 bits"),
        (.client, "82 7f ffffffffffffffff", 1002, "length over 63 bits"),
        (.client, "82 7f 7fffffffffffffff", 1009, "message too big"),
        (.client, "82 7f 0000000000100001", 1009, "message too big"),
    ]

    @Test(arguments: refused.indices) func refusesWhatTheStandardForbids(row: Int) {
        let (role, text, code, reason) = Self.refused[row]
        let bytes = hex(text)
        let whole = Self.read([bytes], role: role)
        #expect(whole.fault == WebSocketFault(code, reason))
        #expect(whole.frames == [])
        let apart = Self.read(bytes.readableBytesView.map { ByteBuffer(bytes: [$0]) }, role: role)
        #expect(apart.fault == WebSocketFault(code, reason))
    }

    @Test func aPayloadMayHaveAsManyBytesAsTheLimit() {
        let fits = plain(.binary, run(1, 10))
        let over = plain(.binary, run(1, 11))
        #expect(Self.read([fits], role: .client, maximum: 10).frames.count == 1)
        #expect(Self.read([over], role: .client, maximum: 10).fault == WebSocketFault(1009, "message too big"))
    }

    @Test func theLimitDoesNotConcernControlFrames() {
        #expect(Self.read([plain(.ping, run(1, 11))], role: .client, maximum: 10).frames.count == 1)
    }

    @Test func aDataFrameIsPassedOnInPiecesAndAControlFrameWhole() throws {
        var decoder = FrameDecoder(role: .client, maximumPayload: 100)
        var bytes = hex("81 03 41")
        let first = try #require(try decoder.next(from: &bytes))
        #expect(first == FramePiece(header: Self.header(.text, 3), payload: hex("41"), isLast: false))
        #expect(try decoder.next(from: &bytes) == nil)
        bytes.writeImmutableBuffer(hex("42 43 89 02 44"))
        let second = try #require(try decoder.next(from: &bytes))
        #expect(second == FramePiece(header: Self.header(.text, 3), payload: hex("42 43"), isFirst: false))
        #expect(try decoder.next(from: &bytes) == nil)
        bytes.writeImmutableBuffer(hex("45"))
        let ping = try #require(try decoder.next(from: &bytes))
        #expect(ping == FramePiece(header: Self.header(.ping, 2), payload: hex("44 45")))
    }
}
