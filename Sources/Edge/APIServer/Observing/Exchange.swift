import Access
import Gateway
import HTTPTransport

/// One request as the log knows it, from its first line to its last.
struct Exchange: Sendable {
    let requestID: String
    let trace: TraceContext
    let method: String
    let peer: String
    let startNanoseconds: Int64

    /// Takes the caller's `X-Request-ID` and continues the caller's trace, where they are fit to be repeated.
    ///
    /// - Parameter makeID: makes a request id for a caller that sends none.
    init(_ request: TransportRequest, at nanoseconds: Int64, makeID: () -> String) {
        let given = request.values(of: "x-request-id")
        requestID = given.count == 1 && Self.isPlain(given[0]) ? given[0] : makeID()
        let traceparents = request.values(of: "traceparent")
        // Two fields are as good as none (Trace Context, section 3.2).
        let parent = traceparents.count == 1 ? TraceContext(traceparents[0]) : nil
        let span = Randomness.hex(8)
        trace = parent?.continued(as: span) ?? TraceContext(traceID: Randomness.hex(16), spanID: span, isSampled: true)
        method = request.method
        peer = request.peer
        startNanoseconds = nanoseconds
    }

    /// Bytes that never became a request.
    init(refusedAt nanoseconds: Int64, makeID: () -> String) {
        self.init(TransportRequest(method: "-", target: "", peer: "-"), at: nanoseconds, makeID: makeID)
    }

    /// An id goes into logs and answers: letters, digits and a few marks, 128 at most.
    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 128
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_.:".utf8.contains(byte)
                }
            }
    }
}

extension TransportRequest {
    /// The values of every field of this name, which is written in lower case.
    fileprivate func values(of name: String) -> [String] {
        headers.filter { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == name }.map(\.value)
    }
}
