import HTTPTransport
import JSON
import NIOCore

/// Answers the probes of a service manager, on a listener of its own so that a full API cannot hide them.
///
/// `/livez`: the process answers. `/readyz`: the server is taking requests, and the store answers.
struct AdminListener: TransportResponder {
    let isReady: @Sendable () async -> Bool

    func respond(to request: TransportRequest) -> TransportOutcome {
        guard ["GET", "HEAD"].contains(request.method) else {
            return .reply(reply(405, "method not allowed", headers: [(name: "Allow", value: "GET, HEAD")]))
        }
        switch request.target {
        case "/livez": return .reply(reply(200, "live"))
        case "/readyz":
            return .later { await isReady() ? .reply(reply(200, "ready")) : .reply(reply(503, "not ready")) }
        default: return .reply(reply(404, "not found"))
        }
    }

    func refuse(_ fault: TransportFault) -> TransportReply { reply(400, "refused") }

    private func reply(_ status: Int, _ text: String, headers: [(name: String, value: String)] = []) -> TransportReply {
        let body: JSONValue = ["status": .string(text)]
        return TransportReply(
            status: status, headers: headers + [(name: "Content-Type", value: "application/json")],
            body: ByteBuffer(bytes: body.jsonBytes))
    }
}
