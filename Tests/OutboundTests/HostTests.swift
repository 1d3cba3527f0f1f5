import Testing

@testable import Outbound

@Suite struct HostTests {
    @Test func readsNamesAndAddresses() throws {
        #expect(try Host("WWW.Example.com") == .name("www.example.com"))
        #expect(try Host("_dmarc.example.com") == .name("_dmarc.example.com"))
        #expect(try Host("[::1]").description == "::1")
        #expect(try Host("::1").inURL == "[::1]")
        #expect(try Host("192.0.2.1") == .address(#require(IPAddress("192.0.2.1"))))
    }

    @Test(arguments: [
        ("", "it is empty"),
        ("example.com.", "a trailing dot is not allowed"),
        ("user@example.com", "user information is not allowed"),
        ("fe80::1%eth0", "a colon belongs to an IPv6 address or a port, and this is neither"),
        ("%31.example.com", "zone ids and percent escapes are not allowed"),
        ("münchen.example", "write an international name in its xn-- form"),
        ("exa mple.com", "\"exa mple\" is not a label"),
        ("-a.example", "\"-a\" is not a label"),
        ("a..example", "\"\" is not a label"),
        ("0x7f.1", "write an IPv4 address as four decimal numbers"),
        ("1.2.3.4.5", "write an IPv4 address as four decimal numbers"),
    ])
    func saysWhatIsWrong(text: String, problem: String) {
        #expect(throws: EgressError.invalid("\"\(text)\" is not a host: \(problem)")) { try Host(text) }
    }

    @Test func refusesBracketsAroundAnythingButIPv6() {
        #expect(throws: EgressError.invalid("\"[127.0.0.1]\" is not an IPv6 address")) { try Host("[127.0.0.1]") }
    }

    @Test func showsNoControlCharacters() {
        #expect(throws: EgressError.invalid("\"a?b\" is not a host: \"a?b\" is not a label")) { try Host("a\u{1b}b") }
    }
}
