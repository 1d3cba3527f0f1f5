import JSON
import Outbound

/// What came of one attempt.
struct DeliveryOutcome: Sendable, Equatable {
    enum Verdict: Sendable, Equatable {
        case delivered
        /// Worth another attempt, after so long if the receiver said so.
        case failed(retryAfter: Duration?)
        /// Not worth another attempt.
        case refused
        /// The receiver wants nothing more.
        case gone
    }

    var verdict: Verdict
    var statusCode: Int?
    /// Why it was not delivered; without secrets.
    var reason: String?
    var link: String?

    static func refused(_ reason: String) -> DeliveryOutcome { DeliveryOutcome(verdict: .refused, reason: reason) }
}

extension DeliveryOutcome {
    /// Judges an answer by the plan of its platform.
    init(_ reply: DoorReply, _ plan: DeliveryPlan, _ redaction: Redaction) {
        let answer = (try? JSONValue.parse(String(decoding: reply.body, as: UTF8.self))) ?? .null
        let said = plan.reason.flatMap { answer[$0] }.map { redaction.apply($0.plainText) } ?? ""
        let unmet = plan.expects.contains { answer[$0.key] != $0.value }
        self.init(verdict: .delivered, statusCode: reply.status)
        if (200...299).contains(reply.status), !unmet {
            link = plan.link.flatMap { answer[$0]?.stringValue }.map(redaction.apply)
            return
        }
        reason = "the answer was \(reply.status)" + (said.isEmpty ? "" : ": \(said)")
        if plan.pauseStatuses.contains(reply.status) {
            verdict = .gone
        } else if (200...299).contains(reply.status) || plan.finalStatuses.contains(reply.status) {
            verdict = .refused
        } else {
            verdict = .failed(retryAfter: reply.retryAfter.flatMap(Int64.init).map { .seconds(min($0, 86_400)) })
        }
    }

    /// Why there was no answer.
    init(_ error: EgressError, _ redaction: Redaction) {
        let reason = redaction.apply("\(error)")
        switch error {
        case .notAllowed, .invalid: self.init(verdict: .refused, reason: reason)
        default: self.init(verdict: .failed(retryAfter: nil), reason: reason)
        }
    }
}
