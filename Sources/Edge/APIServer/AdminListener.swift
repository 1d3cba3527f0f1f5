import HTTPTransport
import JSON
import NIOCore

/// Answers the probes of a service manager, on a listener of its own so that a full API cannot hide them.
///
/// `/livez`: the process answers. `/readyz`: the server is taking requests, and the store answers. `/metrics`: every
/// figure, for Prometheus.
struct AdminListener: TransportResponder {
    let isReady: @Sendable () async -> Bool
    let metrics: @Sendable () async -> String

    func respond(to request: TransportRequest) -> TransportOutcome {
        guard ["GET", "HEAD"].contains(request.method) else {
            return .reply(reply(405, "method not allowed", headers: [(name: "Allow", value: "GET, HEAD")]))
        }
        switch request.target {
        case "/livez": return .reply(reply(200, "live"))
        case "/readyz":
            return .later { await isReady() ? .reply(reply(200, "ready")) : .reply(reply(503, "not ready")) }
        case "/metrics":
            return .later {
                let text = await metrics()
                return .reply(
                    TransportReply(
                        status: 200, headers: [(name: "Content-Type", value: PrometheusText.mediaType)],
                        body: ByteBuffer(string: text)))
            }
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
