import JSON
import Outbound
import Synchronization

@testable import Integrations

/// A way out that leads nowhere: answers by a script, and lets a test wait for each request.
final class ScriptedDoor: Door {
    enum Answer: Sendable {
        case reply(DoorReply)
        case failure(EgressError)
        /// Never answers; ends when it is cancelled.
        case silence
    }

    private let script: Mutex<[Answer]>
    private let arrivals: AsyncStream<WebRequest>.Continuation
    private let requests: AsyncStream<WebRequest>

    /// After the script every request is taken.
    init(_ script: [Answer] = []) {
        self.script = Mutex(script)
        (requests, arrivals) = AsyncStream.makeStream()
    }

    /// The next request, once there is one; for one reader at a time.
    func next() async -> WebRequest? {
        var arrivals = requests.makeAsyncIterator()
        return await arrivals.next(isolation: #isolation)
    }

    static func status(_ status: Int, _ body: JSONValue = [:], retryAfter: String? = nil) -> Answer {
        .reply(DoorReply(status: status, retryAfter: retryAfter, body: body.jsonBytes))
    }

    func post(_ request: WebRequest) async throws(EgressError) -> DoorReply {
        arrivals.yield(request)
        switch script.withLock({ $0.isEmpty ? Self.status(200) : $0.removeFirst() }) {
        case .reply(let reply): return reply
        case .failure(let error): throw error
        case .silence:
            let (silence, end) = AsyncStream.makeStream(of: Never.self)
            for await _ in silence {}
            end.finish()
            throw .cancelled
        }
    }
}

extension WebRequest {
    var webhookID: String? { headers.first { $0.name == "webhook-id" }?.value }

    var json: JSONValue { (try? JSONValue.parse(String(decoding: body, as: UTF8.self))) ?? .null }
}
