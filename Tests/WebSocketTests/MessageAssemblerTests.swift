import NIOCore
import Testing
import WebSocket

@Suite struct MessageAssemblerTests {
    static func piece(
        _ opcode: Opcode, _ payload: ByteBuffer, isFinal: Bool = true
    ) -> FramePiece {
        FramePiece(
            header: FrameHeader(isFinal: isFinal, opcode: opcode, length: payload.readableBytes), payload: payload)
    }

    /// Every message of the frames, and the fault that ended them.
    static func take(
        _ pieces: [FramePiece], maximumBytes: Int = 100, maximumFragments: Int = 10
    ) -> (messages: [WebSocketMessage], fault: WebSocketFault?) {
        var assembler = MessageAssembler(maximumBytes: maximumBytes, maximumFragments: maximumFragments)
        var messages: [WebSocketMessage] = []
        for piece in pieces {
            do throws(WebSocketFault) {
                if let message = try assembler.take(piece) { messages.append(message) }
            } catch {
                return (messages, error)
            }
        }
        return (messages, nil)
    }

    static func text(_ text: String) -> ByteBuffer { ByteBuffer(string: text) }

    @Test func joinsFragmentsWithControlFramesBetween() {
        let result = Self.take([
            Self.piece(.text, Self.text("Hé").getSlice(at: 0, length: 2) ?? ByteBuffer(), isFinal: false),
            Self.piece(.ping, Self.text("p")),
            Self.piece(.continuation, hex("a9"), isFinal: false),
            Self.piece(.continuation, ByteBuffer()),
            Self.piece(.binary, hex("ff")),
            Self.piece(.pong, ByteBuffer()),
        ])
        #expect(result.messages == [.ping(Self.text("p")), .text("Hé"), .binary(hex("ff")), .pong(ByteBuffer())])
        #expect(result.fault == nil)
    }

    @Test func refusesAContinuationOfNothing() {
        #expect(
            Self.take([Self.piece(.continuation, ByteBuffer())]).fault
                == WebSocketFault(1002, "continuation of nothing"))
        let after = Self.take([Self.piece(.text, Self.text("a")), Self.piece(.continuation, Self.text("b"))])
        #expect(after.messages == [.text("a")])
        #expect(after.fault == WebSocketFault(1002, "continuation of nothing"))
    }

    @Test(arguments: [Opcode.text, .binary]) func refusesANewMessageInsideAnother(opcode: Opcode) {
        let result = Self.take([Self.piece(.text, Self.text("a"), isFinal: false), Self.piece(opcode, Self.text("b"))])
        #expect(result.fault == WebSocketFault(1002, "new message inside an unfinished one"))
    }

    @Test func refusesTextThatIsNotUTF8AsSoonAsItIsProven() {
        #expect(
            Self.take([Self.piece(.text, hex("41 c0"), isFinal: false)]).fault
                == WebSocketFault(1007, "text is not UTF-8"))
        #expect(Self.take([Self.piece(.text, hex("41 ce"))]).fault == WebSocketFault(1007, "text is not UTF-8"))
        let early = FramePiece(
            header: FrameHeader(isFinal: true, opcode: .text, length: 50), payload: hex("ed a0"), isLast: false)
        #expect(Self.take([early]).fault == WebSocketFault(1007, "text is not UTF-8"))
        #expect(Self.take([Self.piece(.binary, hex("c0"))]).messages == [.binary(hex("c0"))])
    }

    @Test func aMessageMayHaveAsManyBytesAsTheLimitOverAllItsFragments() {
        let half = Self.piece(.binary, run(1, 50), isFinal: false)
        #expect(Self.take([half, Self.piece(.continuation, run(1, 50))]).messages == [.binary(run(1, 100))])
        #expect(
            Self.take([half, Self.piece(.continuation, run(1, 51))]).fault == WebSocketFault(1009, "message too big"))
    }

    @Test func aMessageMayHaveAsManyFragmentsAsTheLimit() {
        let first = Self.piece(.binary, run(1, 1), isFinal: false)
        let more = Self.piece(.continuation, ByteBuffer(), isFinal: false)
        let last = Self.piece(.continuation, run(1, 1))
        #expect(Self.take([first] + Array(repeating: more, count: 8) + [last]).messages == [.binary(run(1, 2))])
        #expect(
            Self.take([first] + Array(repeating: more, count: 9) + [last]).fault
                == WebSocketFault(1008, "too many fragments"))
    }

    static let closes: [(payload: String, message: WebSocketMessage?, fault: WebSocketFault?)] = [
        ("", .close(code: nil, reason: ""), nil), ("03e8", .close(code: 1000, reason: ""), nil),
        ("03e8 c3a9", .close(code: 1000, reason: "é"), nil), ("0bb8", .close(code: 3000, reason: ""), nil),
        ("1387", .close(code: 4999, reason: ""), nil), ("03f4", .close(code: 1012, reason: ""), nil),
        ("03", nil, WebSocketFault(1002, "close frame of one byte")),
        ("03e8 c3", nil, WebSocketFault(1007, "text is not UTF-8")),
        ("03e8 ff", nil, WebSocketFault(1007, "text is not UTF-8")),
    ]

    @Test(arguments: closes.indices) func readsCloseFrames(row: Int) {
        let (payload, message, fault) = Self.closes[row]
        let result = Self.take([Self.piece(.close, hex(payload))])
        #expect(result.messages.first == message)
        #expect(result.fault == fault)
    }

    @Test(arguments: [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535] as [UInt16])
    func refusesCodesThatMayNotBeSent(code: UInt16) {
        let result = Self.take([Self.piece(.close, ByteBuffer(integer: code))])
        #expect(result.fault == WebSocketFault(1002, "close code that may not be sent"))
    }
}
