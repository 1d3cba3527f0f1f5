import Testing

@testable import HTTPTransport

@Suite struct ConnectionCounterTests {
    @Test func admitsUpToBothLimits() {
        let counter = ConnectionCounter(total: 3, perAddress: 2)
        #expect(counter.admit("10.0.0.1"))
        #expect(counter.admit("10.0.0.1"))
        #expect(!counter.admit("10.0.0.1"))
        #expect(counter.admit("10.0.0.2"))
        #expect(!counter.admit("10.0.0.3"))
        counter.release("10.0.0.1")
        #expect(counter.admit("10.0.0.3"))
        #expect(!counter.admit("10.0.0.1"))
        #expect(counter.open == 3)
    }

    @Test(arguments: [
        ("10.0.0.1", "10.0.0.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("::1", "0:0:0:0::/64"),
        ("2001:db8::7", "2001:db8:0:0::/64"), ("fe80::", "fe80:0:0:0::/64"), ("local", "local"),
    ]) func countsAnIPv6NetworkAsOneAddress(peer: String, key: String) {
        #expect(ConnectionCounter.key(peer) == key)
    }
}
