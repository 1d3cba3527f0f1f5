import Testing

@testable import Outbound

@Suite struct EgressPolicyTests {
    private func verdict(
        allow: [String], deny: [String] = [], _ host: String, _ address: String, _ port: Int = 443, own: [String] = []
    ) throws -> String? {
        try EgressPolicy(allow: allow, deny: deny).objection(
            to: Host(host), at: #require(IPAddress(address)), port: port, own: Set(own.compactMap { IPAddress($0) }))
    }

    @Test func allowsNothingByItself() throws {
        #expect(try verdict(allow: [], "example.com", "93.184.216.34") == "no allow rule matches it")
    }

    @Test func allowsByNameSuffixAddressAndPort() throws {
        #expect(try verdict(allow: ["example.com"], "example.com", "93.184.216.34") == nil)
        #expect(try verdict(allow: ["example.com"], "a.example.com", "93.184.216.34") == "no allow rule matches it")
        #expect(try verdict(allow: ["*.example.com"], "a.b.example.com", "93.184.216.34") == nil)
        #expect(try verdict(allow: ["*.example.com"], "example.com", "93.184.216.34") == "no allow rule matches it")
        #expect(try verdict(allow: ["*.example.com"], "notexample.com", "93.184.216.34") == "no allow rule matches it")
        #expect(try verdict(allow: ["example.com:443"], "example.com", "93.184.216.34", 443) == nil)
        #expect(
            try verdict(allow: ["example.com:443"], "example.com", "93.184.216.34", 80) == "no allow rule matches it")
        #expect(try verdict(allow: ["93.184.216.0/24"], "example.com", "93.184.216.34") == nil)
        #expect(try verdict(allow: ["[2606:2800::/32]:443"], "example.com", "2606:2800::1", 443) == nil)
        #expect(try verdict(allow: ["[2606:2800::/32]:443"], "example.com", "2606:2800::1", 80) != nil)
    }

    @Test func denyWins() throws {
        #expect(
            try verdict(allow: ["*.a.test"], deny: ["x.a.test"], "x.a.test", "93.184.216.34")
                == "a deny rule matches it")
        #expect(
            try verdict(allow: ["0.0.0.0/0"], deny: ["93.184.0.0/16"], "a.test", "93.184.216.34")
                == "a deny rule matches it")
        #expect(try verdict(allow: ["a.test"], deny: ["a.test:22"], "a.test", "93.184.216.34", 443) == nil)
    }

    @Test func aNameNeverOpensASpecialAddress() throws {
        #expect(
            try verdict(allow: ["intranet.test"], "intranet.test", "10.1.2.3")
                == "10.1.2.3 is a special address (private network) that no allow rule names")
        #expect(try verdict(allow: ["intranet.test", "10.0.0.0/8"], "intranet.test", "10.1.2.3") == nil)
    }

    @Test func aWideBlockNeverOpensASpecialAddress() throws {
        let all = ["0.0.0.0/0", "::/0"]
        #expect(try verdict(allow: all, "8.8.8.8", "8.8.8.8") == nil)
        #expect(
            try verdict(allow: all, "127.0.0.1", "127.0.0.1")
                == "127.0.0.1 is a special address (loopback) that no allow rule names")
        #expect(try verdict(allow: ["169.254.0.0/16"], "a.test", "169.254.1.1") == nil)
        #expect(
            try verdict(allow: ["169.254.0.0/16"], "a.test", "169.254.169.254")
                == "169.254.169.254 is a special address (cloud metadata) that no allow rule names")
        #expect(try verdict(allow: ["169.254.169.254"], "a.test", "169.254.169.254") == nil)
    }

    @Test func mappedAddressesAreNotTheAddressesInside() throws {
        #expect(
            try verdict(allow: ["127.0.0.0/8", "::1"], "::ffff:127.0.0.1", "::ffff:127.0.0.1")
                == "::ffff:7f00:1 is a special address (IPv4-mapped) that no allow rule names")
    }

    @Test func ownAddressesNeedARuleOfTheirOwn() throws {
        #expect(
            try verdict(allow: ["93.184.216.0/24"], "a.test", "93.184.216.34", own: ["93.184.216.34"])
                == "93.184.216.34 is a special address (this machine's own) that no allow rule names")
        #expect(try verdict(allow: ["93.184.216.34"], "a.test", "93.184.216.34", own: ["93.184.216.34"]) == nil)
    }

    @Test func namesEveryFaultyRuleAtOnce() {
        let expected = EgressPolicyError(faults: [
            .init(
                list: .allow, index: 1, rule: "10.0.0.1/8",
                message: "10.0.0.1/8 has bits beyond its prefix; write 10.0.0.0/8"),
            .init(list: .allow, index: 2, rule: "a.test:0", message: "\"0\" is not a port from 1 to 65535"),
            .init(list: .allow, index: 3, rule: "a.*.test", message: "\"*\" may only stand first, as in *.example.com"),
            .init(
                list: .allow, index: 4, rule: "10.0.0.0/40",
                message: "the prefix length of 10.0.0.0 must be from 0 to 32"),
            .init(
                list: .allow, index: 5, rule: "https://a.test",
                message: "write the host alone, without scheme or path"),
            .init(list: .deny, index: 0, rule: "[::1", message: "\"[\" without \"]\""),
            .init(
                list: .deny, index: 1, rule: "127.1",
                message: "\"127.1\" is not a host: write an IPv4 address as four decimal numbers"),
        ])
        #expect(throws: expected) {
            try EgressPolicy(
                allow: ["good.test", "10.0.0.1/8", "a.test:0", "a.*.test", "10.0.0.0/40", "https://a.test"],
                deny: ["[::1", "127.1"])
        }
    }

    @Test func aNameIsLookedUpOnlyIfItCouldPass() throws {
        let named = try EgressPolicy(allow: ["*.a.test:443"])
        #expect(named.objectionToLookup(of: "x.a.test") == nil)
        #expect(named.objectionToLookup(of: "secret-data.evil.test") == "no allow rule matches it")
        #expect(try EgressPolicy(allow: ["127.0.0.1"]).objectionToLookup(of: "x.test") == nil)
        #expect(
            try EgressPolicy(allow: ["127.0.0.1"], deny: ["*.test"]).objectionToLookup(of: "x.test")
                == "a deny rule matches it")
    }

    @Test func addingKeepsTheRulesOfBoth() throws {
        let policy = try EgressPolicy(allow: ["a.test"], deny: ["b.test"]).adding(.loopback)
        #expect(policy == (try EgressPolicy(allow: ["a.test", "127.0.0.0/8", "::1"], deny: ["b.test"])))
    }
}
