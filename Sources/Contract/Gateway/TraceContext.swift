/// The trace that a request belongs to (W3C Trace Context, section 3.2, the `traceparent` field).
public struct TraceContext: Sendable, Equatable {
    /// 32 lower-case hexadecimal digits, not all zero.
    public var traceID: String
    /// The part of the trace that this server does: 16 lower-case hexadecimal digits, not all zero.
    public var spanID: String
    /// Whether whoever began the trace records it.
    public var isSampled: Bool

    public init(traceID: String, spanID: String, isSampled: Bool) {
        self.traceID = traceID
        self.spanID = spanID
        self.isSampled = isSampled
    }

    /// The caller's context; nil for a value that the recommendation calls invalid, which is then ignored.
    ///
    /// A version later than 00 may have more at its end, which is not read (section 4.2).
    public init?(_ traceparent: String) {
        let bytes = Array(traceparent.utf8)
        let fields = traceparent.split(separator: "-", omittingEmptySubsequences: false)
        guard bytes.count >= 55, fields.count >= 4, zip(fields, [2, 32, 16, 2]).allSatisfy({ $0.utf8.count == $1 }),
            fields.prefix(4).allSatisfy({ $0.utf8.allSatisfy(Self.isDigit) }), fields[0] != "ff",
            fields[0] != "00" || bytes.count == 55, let flags = UInt8(fields[3], radix: 16)
        else { return nil }
        guard fields[1].contains(where: { $0 != "0" }), fields[2].contains(where: { $0 != "0" }) else { return nil }
        self.init(traceID: String(fields[1]), spanID: String(fields[2]), isSampled: flags & 1 == 1)
    }

    /// The same trace, seen from the part that has this span id.
    public func continued(as spanID: String) -> TraceContext {
        TraceContext(traceID: traceID, spanID: spanID, isSampled: isSampled)
    }

    /// As the field has it, in version 00.
    public var traceparent: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}
