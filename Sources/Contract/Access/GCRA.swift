/// The generic cell rate algorithm (ITU-T I.371, annex A): a leaky bucket that remembers one number a key.
///
/// That number is when the bucket would be empty, the theoretical arrival time. It is the same for every algorithm that
/// counts a sliding window evenly, without keeping a time for each request.
struct GCRA: Sendable {
    /// Nanoseconds that one request costs; rounded up, so never more than the quota is let through.
    let interval: Int64
    /// How far the arrival time may lie ahead.
    let tolerance: Int64

    init(_ quota: Quota) {
        let window = Int64(max(1, quota.windowSeconds)) * 1_000_000_000
        let limit = Int64(max(1, quota.limit))
        interval = (window + limit - 1) / limit
        // A burst of centuries is as good as no limit.
        let (product, overflow) = interval.multipliedReportingOverflow(by: Int64(max(1, quota.burst)))
        tolerance = overflow ? .max / 4 : min(product, .max / 4)
    }

    /// Decides on one request and moves `arrival` if it is let through.
    func take(_ arrival: inout Int64, now: Int64) -> RateDecision {
        let next = max(arrival, now) + interval
        let ahead = next - now
        guard ahead <= tolerance else {
            return RateDecision(
                allowed: false, remaining: 0, resetSeconds: Self.seconds(arrival - now),
                retryAfterSeconds: max(1, Self.seconds(ahead - tolerance)))
        }
        arrival = next
        return RateDecision(
            allowed: true, remaining: Int((tolerance - ahead) / interval), resetSeconds: Self.seconds(ahead),
            retryAfterSeconds: 0)
    }

    private static func seconds(_ nanoseconds: Int64) -> Int {
        Int((nanoseconds + 999_999_999) / 1_000_000_000)
    }
}
