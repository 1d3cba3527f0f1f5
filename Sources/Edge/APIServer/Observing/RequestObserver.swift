import Gateway
import Logging

/// Counts every request, and writes one line about it when it has ended.
///
/// The line has the path as the specification writes it: what a caller puts into a path or a query, a token for
/// instance, is in no log.
struct RequestObserver: Sendable {
    let metrics: RequestMetrics
    let clock: GatewayClock
    let log: Logger

    func began() { metrics.began() }

    /// The request is answered; of a stream, its head.
    func answered(_ exchange: Exchange, status: Int, _ subject: Reply.Subject) {
        metrics.ended(subject.operation, status: status, seconds: seconds(since: exchange))
    }

    /// Nothing follows: the line.
    func ended(_ exchange: Exchange, status: Int, _ subject: Reply.Subject) {
        log.info(
            "request",
            metadata: [
                "method": "\(exchange.method)", "path": "\(subject.path ?? "-")", "status": "\(status)",
                "duration_ms": "\(milliseconds(since: exchange))", "caller": "\(subject.caller ?? "-")",
                "peer": "\(exchange.peer)", "request_id": "\(exchange.requestID)",
                "trace_id": "\(exchange.trace.traceID)",
            ])
    }

    private func seconds(since exchange: Exchange) -> Double {
        Double(clock.monotonicNanoseconds() - exchange.startNanoseconds) / 1e9
    }

    /// To the hundredth.
    private func milliseconds(since exchange: Exchange) -> Double { (seconds(since: exchange) * 1e5).rounded() / 100 }
}
