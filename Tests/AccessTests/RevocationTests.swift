import JSON
import Testing

@testable import Access

@Suite(.timeLimit(.minutes(1))) struct RevocationTests {
    private static func caller(_ token: String, session: String? = nil) -> Caller {
        Caller(
            username: "ann", role: .operator, tokenID: token, sessionID: session,
            expiresAt: Timestamp(milliseconds: 9_000))
    }

    private static func time(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

    @Test func coversTokensAndAllTokensOfASession() {
        let revocations = Revocations([Revocation(id: "one", until: Self.time(10))])
        revocations.add([Revocation(id: "house", until: Self.time(20))], now: Self.time(0))
        #expect(revocations.cover(Self.caller("one")))
        #expect(revocations.cover(Self.caller("two", session: "house")))
        #expect(!revocations.cover(Self.caller("two")))
        #expect(!revocations.cover(Self.caller("three", session: "street")))
    }

    @Test func forgetsWhatNoLongerMattersAndKeepsTheLongerTime() {
        let revocations = Revocations()
        revocations.add([Revocation(id: "one", until: Self.time(20))], now: Self.time(0))
        revocations.add([Revocation(id: "one", until: Self.time(10))], now: Self.time(0))
        revocations.add([Revocation(id: "two", until: Self.time(90))], now: Self.time(19))
        #expect(revocations.cover(Self.caller("one")))
        revocations.add([], now: Self.time(20))
        #expect(!revocations.cover(Self.caller("one")))
        #expect(revocations.counts == (1, 0))
    }

    @Test func tellsThoseWhoWatch() async {
        let revocations = Revocations()
        let stream = revocations.revocation(of: Self.caller("one", session: "house"))
        let other = revocations.revocation(of: Self.caller("two"))
        #expect(revocations.counts == (0, 2))
        revocations.add([Revocation(id: "house", until: Self.time(10))], now: Self.time(0))
        for await _ in stream {}
        #expect(revocations.counts == (1, 1))
        for await _ in revocations.revocation(of: Self.caller("nine", session: "house")) {}
        withExtendedLifetime(other) {}
    }

    @Test func aWatcherThatGoesAwayIsForgotten() async {
        let revocations = Revocations()
        let watching = Task { for await _ in revocations.revocation(of: Self.caller("one")) {} }
        while revocations.counts.watchers == 0 { await Task.yield() }
        watching.cancel()
        await watching.value
        #expect(revocations.counts == (0, 0))
    }
}
