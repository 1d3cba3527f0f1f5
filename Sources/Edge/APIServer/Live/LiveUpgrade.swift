import Access
import Gateway
import HTTPTransport
import NIOCore
import WebSocket

/// Decides whether a request on the WebSocket path becomes a connection, and hands that to the sessions.
struct LiveUpgrade: Sendable {
    let path: String
    let services: LiveServices
    let sessions: LiveSessions

    func respond(to request: Request) -> TransportOutcome {
        switch Handshake.accept(headers: request.headers.fields, method: request.method) {
        case .failure(let error): refuse(ErrorMapping.refusal(error, method: request.method), request)
        case .success(let headers): .later { await authenticated(request, headers) }
        }
    }

    private func authenticated(
        _ request: Request, _ headers: [(name: String, value: String)]
    ) async -> TransportOutcome {
        do throws(Refusal) {
            guard let token = token(of: request) else { throw ErrorMapping.callerRequired }
            let caller = try await services.gateway.authenticate(token: token)
            return .upgrade(headers: headers) { channel in
                try sessions.open(channel, caller: caller, services: services)
            }
        } catch {
            return refuse(error, request)
        }
    }

    /// The token of `/ws?token=`, or of an Authorization header for clients that can set one.
    private func token(of request: Request) -> String? {
        let pairs = (request.query ?? "").split(separator: "&")
        if let pair = pairs.first(where: { $0.hasPrefix("token=") }) { return String(pair.dropFirst("token=".count)) }
        guard let header = request.headers["authorization"], header.lowercased().hasPrefix("bearer ") else {
            return nil
        }
        return String(header.dropFirst("bearer ".count))
    }

    private func refuse(_ refusal: Refusal, _ request: Request) -> TransportOutcome {
        .reply(services.gateway.refuse(refusal, requestID: request.id).transport)
    }
}
