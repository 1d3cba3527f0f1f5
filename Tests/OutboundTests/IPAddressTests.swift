import Testing

@testable import Outbound

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1"),
        ("255.255.255.255", "255.255.255.255"),
        ("0.0.0.0", "0.0.0.0"),
        ("::", "::"),
        ("::1", "::1"),
        ("1::", "1::"),
        ("2001:DB8::A", "2001:db8::a"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("::ffff:192.0.2.1", "::ffff:c000:201"),
        ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ])
    func readsAndPrintsCanonically(text: String, canonical: String) {
        #expect(IPAddress(text)?.description == canonical)
    }

    @Test(arguments: [
        "", "127.1", "127.0.0", "127.0.0.1.", ".127.0.0.1", "127.0.0.01", "0127.0.0.1", "0x7f.0.0.1", "2130706433",
        "256.0.0.1", "1.2.3.4.5", "+1.2.3.4", "1.2.3.4 ", "١٢٧.0.0.1", "::1%lo", "[::1]", ":::", "1::2::3", "12345::",
        "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::127.0.0.1.", "1.2.3.4::", "::1.2.3.4:5", "g::",
        "::+1", ":1", "1:",
    ])
    func refusesEveryLooseForm(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func keepsItsBytes() {
        #expect(IPAddress(bytes: [192, 0, 2, 7])?.description == "192.0.2.7")
        #expect(IPAddress("2001:db8::7")?.bytes == [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7])
        #expect(IPAddress(bytes: [1, 2, 3]) == nil)
    }

    @Test func tellsFamiliesOfTheSameNumberApart() {
        #expect(IPAddress("0.0.0.1") != IPAddress("::1"))
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.255.255", true),
        ("10.0.0.0/8", "11.0.0.0", false),
        ("0.0.0.0/0", "203.0.113.9", true),
        ("0.0.0.0/0", "::1", false),
        ("::/0", "::1", true),
        ("fc00::/7", "fdff::1", true),
        ("fc00::/7", "fe00::", false),
        ("192.0.2.4", "192.0.2.4", true),
        ("192.0.2.4", "192.0.2.5", false),
    ])
    func blocksHoldTheirAddresses(block: String, address: String, holds: Bool) throws {
        #expect(try #require(AddressRange(block)).contains(try #require(IPAddress(address))) == holds)
    }

    @Test(arguments: [
        "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/08", "10.0.0.0/-1", "::1/127", "::/129", "a/8",
    ])
    func refusesFaultyBlocks(text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test func theNarrowestSpecialBlockWins() throws {
        #expect(SpecialRanges.block(of: try #require(IPAddress("169.254.169.254")))?.meaning == "cloud metadata")
        #expect(SpecialRanges.block(of: try #require(IPAddress("169.254.1.1")))?.meaning == "link-local")
        #expect(SpecialRanges.block(of: try #require(IPAddress("8.8.8.8"))) == nil)
        #expect(SpecialRanges.block(of: try #require(IPAddress("2a00:1450::1"))) == nil)
    }

    @Test func everySpecialBlockCanBeRead() {
        #expect(SpecialRanges.blocks.count == 38)
    }
}
