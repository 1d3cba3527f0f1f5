import Testing

@testable import Outbound

@Suite struct ServerFlightTests {
    private static let hello: [UInt8] = {
        let body: [UInt8] = [3, 3] + Array(repeating: 9, count: 32) + [0, 0xc0, 0x2f, 0]
        return [2, 0, 0, UInt8(body.count)] + body
    }()
    private static let certificate: [UInt8] = [11, 0, 0, 9, 0, 0, 6, 0, 0, 3, 1, 2, 3]

    private static func record(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
        [type, 3, 3, UInt8(content.count >> 8), UInt8(content.count & 255)] + content
    }

    @Test func readsAFlightHoweverItIsCut() {
        let bytes = Self.record(22, Self.hello) + Self.record(22, Self.certificate)
        for size in 1...bytes.count {
            var flight = ServerFlight()
            for start in stride(from: 0, to: bytes.count, by: size) {
                flight.feed(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(flight.state == .done)
            #expect(flight.hello == ServerFlight.Hello(version: .tls12, suite: CipherSuite(code: 0xc02f)))
            #expect(flight.certificates == [[1, 2, 3]])
        }
    }

    @Test func readsMessagesThatShareOrSpanRecords() {
        let all = Self.hello + Self.certificate
        var flight = ServerFlight()
        flight.feed(Self.record(22, Array(all[..<10])) + Self.record(22, Array(all[10...])))
        #expect(flight.certificates == [[1, 2, 3]])
    }

    @Test func findsTLS13InItsExtension() {
        let body: [UInt8] =
            [3, 3] + Array(repeating: 9, count: 32) + [0, 0x13, 1, 0, 0, 6, 0, 43, 0, 2, 3, 4]
        var flight = ServerFlight()
        flight.feed(Self.record(22, [2, 0, 0, UInt8(body.count)] + body))
        #expect(flight.state == .done)
        #expect(flight.hello == ServerFlight.Hello(version: .tls13, suite: CipherSuite(code: 0x1301)))
    }

    @Test func tellsAlertsFromWarnings() {
        var refused = ServerFlight()
        refused.feed(Self.record(21, [2, 40]))
        #expect(refused.state == .alert(40))
        var warned = ServerFlight()
        warned.feed(Self.record(21, [1, 112]) + Self.record(22, Self.hello))
        #expect(warned.state == .reading)
        #expect(warned.hello != nil)
    }

    @Test(arguments: ["HTTP/1.1 400 Bad Request\r\n", "220 ready", "S", "\u{16}AAAA"])
    func knowsWhatIsNotTLS(text: String) {
        var flight = ServerFlight()
        flight.feed(Array(text.utf8))
        #expect(flight.state == .foreign)
    }

    @Test func keepsNoEndlessFlight() {
        var flight = ServerFlight()
        flight.feed(Self.record(22, [1, 255, 255, 255]))
        for _ in 0..<20 { flight.feed(Self.record(22, Array(repeating: 0, count: 16_000))) }
        #expect(flight.state == .foreign)
    }

    @Test func everySuiteHasOneNameAndPlace() {
        let codes = CipherSuite.beforeTLS13.map(\.code)
        #expect(Set(codes).count == codes.count)
        #expect(CipherSuite(code: 0xc02f).description == "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
        #expect(CipherSuite(code: 0x1303).description == "TLS_CHACHA20_POLY1305_SHA256")
        #expect(CipherSuite(code: 0xfafa).description == "0xfafa")
        #expect(CipherSuite(code: 0x000a).weakness == .weak)
        #expect(CipherSuite(code: 0x0009).weakness == .broken)
        #expect(CipherSuite(code: 0x002f).weakness == nil)
    }
}
