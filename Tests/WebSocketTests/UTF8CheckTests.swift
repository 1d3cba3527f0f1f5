import Testing

@testable import WebSocket

@Suite struct UTF8CheckTests {
    /// nil if refused, else whether a character is whole at the end.
    static func verdict(_ bytes: [UInt8], cut: Int? = nil) -> Bool? {
        var check = UTF8Check()
        let parts = cut.map { [Array(bytes[..<$0]), Array(bytes[$0...])] } ?? [bytes]
        for part in parts where !part.withUnsafeBytes({ check.take($0) }) { return nil }
        return check.isComplete
    }

    static func isText(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// Bytes on both sides of every boundary in the table of RFC 3629 section 4.
    static let edges: [UInt8] = [
        0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
        0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]

    @Test func agreesWithTheStandardLibraryOnEveryPairOfBytes() {
        var differences = 0
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max
            where (Self.verdict([first, second]) == true) != Self.isText([first, second]) { differences += 1 }
        }
        #expect(differences == 0)
    }

    @Test func agreesOnFourBytesAtEveryBoundary() {
        var differences = 0
        for a in Self.edges {
            for b in Self.edges {
                for c in Self.edges {
                    for d in Self.edges where (Self.verdict([a, b, c, d]) == true) != Self.isText([a, b, c, d]) {
                        differences += 1
                    }
                }
            }
        }
        #expect(differences == 0)
    }

    @Test(arguments: [
        "κόσμε", "Hello-µ@ßöäüàá-UTF-8!!", "\u{10FFFF}\u{D7FF}\u{E000}", "0123456789abcdef\u{20AC}01234567",
    ])
    func acceptsTextCutAnywhere(text: String) {
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count { #expect(Self.verdict(bytes, cut: cut) == true) }
    }

    @Test(
        arguments: [
            [0xC0], [0xC1], [0xF5], [0xFF], [0x80], [0xE0, 0x9F], [0xED, 0xA0], [0xF0, 0x8F], [0xF4, 0x90],
            [0xE2, 0x41],
            [0xCE, 0xBA, 0xE1, 0xBD, 0xB9, 0xED, 0xA0],
        ] as [[UInt8]]) func refusesAtTheFirstByteThatProvesIt(bytes: [UInt8])
    {
        #expect(Self.verdict(bytes) == nil)
        #expect(Self.verdict(Array(bytes.dropLast())) != nil)
    }
}
