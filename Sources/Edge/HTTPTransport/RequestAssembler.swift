import NIOCore
import NIOHTTP1

/// Gathers parsed parts into one whole request within the limits.
struct RequestAssembler {
    /// What the connection does after one part.
    enum Step {
        /// Wait for the next part.
        case more
        /// Write `100 Continue`, then wait.
        case sayContinue
        /// Answer this request.
        case request(TransportRequest, RequestTraits)
        /// Refuse and close.
        case refuse(TransportFault, RequestTraits)
    }

    private let limits: TransportLimits
    private let peer: String
    private var head: RequestHead?
    private var body = ByteBuffer()

    /// An assembler for the requests of one connection, which come from `peer`.
    init(limits: TransportLimits, peer: String) {
        self.limits = limits
        self.peer = peer
    }

    /// Whether a head has come and the end of its body has not.
    var isInsideRequest: Bool { head != nil }

    /// Takes the next part from the parser.
    mutating func take(_ part: HTTPServerRequestPart) -> Step {
        switch part {
        case .head(let head): take(head)
        case .body(let bytes): take(bytes)
        case .end: finish()
        }
    }

    /// Forgets the request being read and gives what its refusal needs.
    mutating func abandon() -> RequestTraits {
        defer { reset() }
        return head?.traits ?? RequestTraits()
    }

    private mutating func take(_ parsed: HTTPRequestHead) -> Step {
        do throws(TransportFault) {
            let checked = try RequestHead(parsed, limits: limits)
            head = checked
            return checked.expectsContinue ? .sayContinue : .more
        } catch {
            return .refuse(error, RequestHead.refusalTraits(of: parsed))
        }
    }

    private mutating func take(_ bytes: ByteBuffer) -> Step {
        guard head != nil else { return .more }
        if body.readableBytes + bytes.readableBytes > limits.bodyBytes { return .refuse(.bodyTooLarge, abandon()) }
        if body.readableBytes == 0 {
            // The common body comes in one part and is passed on without a copy.
            body = bytes
        } else {
            body.writeImmutableBuffer(bytes)
        }
        return .more
    }

    private mutating func finish() -> Step {
        guard let head else { return .more }
        let request = TransportRequest(
            method: head.method, target: head.target, headers: head.headers, body: body, peer: peer,
            isKeepAlive: head.traits.isKeepAlive)
        reset()
        return .request(request, head.traits)
    }

    private mutating func reset() {
        head = nil
        body = ByteBuffer()
    }
}
