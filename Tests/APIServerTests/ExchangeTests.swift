import Gateway
import HTTPTransport
import Testing

@testable import APIServer

@Suite struct ExchangeTests {
    static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    private func exchange(_ headers: (name: String, value: String)...) -> Exchange {
        Exchange(TransportRequest(method: "GET", target: "/", headers: headers), at: 0, makeID: { "made" })
    }

    @Test func aCallersOwnRequestIDIsKeptWhereItIsFitForALog() {
        #expect(exchange((name: "X-Request-ID", value: "a.b-C_9:1")).requestID == "a.b-C_9:1")
        #expect(exchange().requestID == "made")
        for bad in ["", "a b", "a\u{1b}[31m", "é", "a,b", String(repeating: "a", count: 129)] {
            #expect(exchange((name: "x-request-id", value: bad)).requestID == "made", "\(bad)")
        }
        #expect(exchange((name: "X-Request-ID", value: "a"), (name: "X-Request-ID", value: "b")).requestID == "made")
    }

    @Test func aCallersTraceIsContinuedUnderASpanOfOurOwn() {
        let trace = exchange((name: "Traceparent", value: Self.parent)).trace
        #expect(trace.traceID == "4bf92f3577b34da6a3ce929d0e0e4736" && trace.isSampled)
        #expect(trace.spanID != "00f067aa0ba902b7" && trace.spanID.count == 16)
        #expect(TraceContext(trace.traceparent) == trace)
    }

    @Test func withoutAValidTraceOneIsMade() {
        let two = exchange((name: "traceparent", value: Self.parent), (name: "traceparent", value: Self.parent)).trace
        for trace in [exchange().trace, exchange((name: "traceparent", value: "00-zz")).trace, two] {
            #expect(TraceContext(trace.traceparent) == trace)
            #expect(trace.traceID != "4bf92f3577b34da6a3ce929d0e0e4736")
        }
        #expect(exchange().trace != exchange().trace)
    }
}
