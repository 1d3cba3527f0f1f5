import NIOCore
import Testing
import WebSocket

@Suite struct FrameEncoderTests {
    static let hello = ByteBuffer(string: "Hello")

    @Test func writesTheExamplesOfTheStandard() {
        #expect(plain(.text, Self.hello) == hex("81 05 48656c6c6f"))
        #expect(masked(.text, Self.hello) == hex("81 85 37fa213d 7f9f4d5158"))
        #expect(plain(.text, ByteBuffer(string: "Hel"), isFinal: false) == hex("01 03 48656c"))
        #expect(plain(.continuation, ByteBuffer(string: "lo")) == hex("80 02 6c6f"))
        #expect(masked(.pong, Self.hello) == hex("8a 85 37fa213d 7f9f4d5158"))
        #expect(plain(.binary, run(7, 256)) == hex("82 7e 0100") + run(7, 256))
        #expect(plain(.binary, run(7, 65_536)) == hex("82 7f 0000000000010000") + run(7, 65_536))
    }

    @Test(arguments: [
        (0, "8200"), (125, "827d"), (126, "827e007e"), (65_535, "827effff"), (65_536, "827f0000000000010000"),
    ])
    func writesEachLengthInItsShortestForm(length: Int, head: String) {
        var frame = plain(.binary, run(0, length))
        #expect(frame.readSlice(length: head.utf8.count / 2)?.hexText == head)
        #expect(frame.readableBytes == length)
    }

    @Test func masksWithTheKeyAtEveryLength() {
        for length in 0..<40 {
            var frame = masked(.binary, run(0, length))
            frame.moveReaderIndex(forwardBy: 6)
            let key: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]
            #expect(Array(frame.readableBytesView) == (0..<length).map { key[$0 % 4] })
        }
    }

    @Test func aClientTakesANewKeyForEveryFrame() {
        let encoder = FrameEncoder(role: .client)
        let keys = (0..<20).map { _ in encoder.frame(.ping, ByteBuffer()).getInteger(at: 2, as: UInt32.self) }
        #expect(Set(keys).count > 15)
    }

    @Test func aCloseFrameHoldsCodeAndReason() {
        let encoder = FrameEncoder(role: .server)
        #expect(encoder.close(code: 1000, reason: "bye") == hex("88 05 03e8 627965"))
        #expect(encoder.close(code: nil) == hex("88 00"))
        #expect(encoder.close(code: 1005, reason: "x") == hex("88 00"))
    }

    @Test func aLongReasonIsCutBetweenCharacters() {
        let frame = FrameEncoder(role: .server).close(code: 1000, reason: String(repeating: "é", count: 62))
        #expect(frame == hex("88 7c 03e8") + ByteBuffer(string: String(repeating: "é", count: 61)))
    }
}
