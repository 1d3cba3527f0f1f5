import Gateway
import Testing

/// W3C Trace Context, sections 3.2 and 4.
@Suite struct TraceContextTests {
    static let id = "4bf92f3577b34da6a3ce929d0e0e4736"

    @Test func readsWhatItWrites() throws {
        let trace = try #require(TraceContext("00-\(Self.id)-00f067aa0ba902b7-01"))
        #expect(trace == TraceContext(traceID: Self.id, spanID: "00f067aa0ba902b7", isSampled: true))
        #expect(trace.traceparent == "00-\(Self.id)-00f067aa0ba902b7-01")
        #expect(trace.continued(as: "1234567890abcdef").traceparent == "00-\(Self.id)-1234567890abcdef-01")
    }

    @Test func onlyTheFlagItKnowsIsPassedOn() {
        #expect(TraceContext("00-\(Self.id)-00f067aa0ba902b7-00")?.isSampled == false)
        #expect(TraceContext("00-\(Self.id)-00f067aa0ba902b7-ff")?.traceparent.hasSuffix("-01") == true)
    }

    @Test func aLaterVersionIsReadAsFarAsItIsKnown() {
        #expect(TraceContext("cc-\(Self.id)-00f067aa0ba902b7-01-what-comes")?.traceID == Self.id)
        #expect(TraceContext("cc-\(Self.id)-00f067aa0ba902b7-01")?.traceparent.hasPrefix("00-") == true)
    }

    @Test(arguments: [
        "", "00", "00-\(id)-00f067aa0ba902b7", "00-\(id)-00f067aa0ba902b7-01-", "00-\(id)-00f067aa0ba902b7-01-x",
        "ff-\(id)-00f067aa0ba902b7-01", "0-\(id)-00f067aa0ba902b7-01", "00-\(id)-00f067aa0ba902b7-1",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-\(id)-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", "00-\(id)-00F067AA0BA902B7-01",
        "00-\(id)0-00f067aa0ba902b-01", "00_\(id)_00f067aa0ba902b7_01", "0g-\(id)-00f067aa0ba902b7-01",
        "cc-\(id)-00f067aa0ba902b7-01x", " 00-\(id)-00f067aa0ba902b7-01", "00-\(id)-00f067aa0ba902b7-0é",
    ]) func anInvalidOneIsIgnored(text: String) {
        #expect(TraceContext(text) == nil)
    }
}
