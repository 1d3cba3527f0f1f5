/// Keeps the suite below the limits it judges, so that only the rules about limits ever meet them.
///
/// For each quota a copy of the generic cell rate algorithm, a hundredth slower and with half the burst of the promise.
struct Pacer {
    private var arrivals: [String: Int64] = [:]

    /// When the last request of a quota counts as done.
    func arrival(_ key: String) -> Int64 { arrivals[key] ?? .min }

    /// Nanoseconds to wait before the next request of a quota, which is then counted.
    ///
    /// - Parameter now: nanoseconds of a clock that only moves forward.
    mutating func wait(_ key: String, quota: Int, windowSeconds: Int, burst: Int, now: Int64) -> Int64 {
        let interval = Int64(Double(windowSeconds) * 1_010_000_000 / Double(max(1, quota)))
        let tolerance = interval * Int64(max(1, burst / 2))
        let next = max(arrivals[key] ?? now, now) + interval
        arrivals[key] = next
        return max(0, next - now - tolerance)
    }
}
