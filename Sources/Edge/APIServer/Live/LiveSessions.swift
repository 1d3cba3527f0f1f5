import APISpec
import Access
import NIOCore
import ServiceLifecycle
import WebSocket

/// Owns every open WebSocket session: each is a child of this service and ends with it.
final class LiveSessions: Service {
    private let opened: AsyncStream<LiveSession>
    private let opening: AsyncStream<LiveSession>.Continuation
    private let gauge: Gauge

    /// Sessions that count themselves in this gauge.
    init(gauge: Gauge) {
        self.gauge = gauge
        (opened, opening) = AsyncStream.makeStream()
    }

    func run() async {
        await withDiscardingTaskGroup { group in
            for await session in opened.cancelOnGracefulShutdown() {
                group.addTask { [gauge] in
                    gauge.add(1)
                    await session.run()
                    gauge.add(-1)
                }
            }
            group.cancelAll()
        }
    }

    /// Installs the frames on an upgraded channel and starts its session; called on the channel's event loop.
    func open(_ channel: any Channel, caller: Caller, services: LiveServices) throws {
        let (texts, text) = AsyncStream.makeStream(of: String.self)
        let callbacks = WebSocketCallbacks(
            onOpen: { [opening] connection in
                opening.yield(LiveSession(caller: caller, connection: connection, texts: texts, services: services))
            },
            onText: { _, message in text.yield(message) },
            onClose: { _, _, _ in text.finish() })
        let handler = WebSocketHandler(role: .server, limits: .init(services.limits), callbacks: callbacks)
        try channel.pipeline.syncOperations.addHandler(handler)
    }
}

extension WebSocketHandler.Limits {
    /// The share of limits.yaml that one connection enforces by itself.
    init(_ limits: WebSocketLimits) {
        self.init(
            messageBytes: limits.messageBytes, queueBytes: limits.queueBytes, pingSeconds: limits.heartbeatSeconds)
    }
}
