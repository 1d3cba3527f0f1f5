/// The distribution of many durations in a few numbers.
public struct LatencySummary: Sendable, Equatable {
    public let count: Int
    public let min: Duration
    public let mean: Duration
    public let p50: Duration
    public let p75: Duration
    public let p90: Duration
    public let p95: Duration
    public let p99: Duration
    /// 99.9 of a hundred are not slower.
    public let p999: Duration
    public let max: Duration

    /// Nil for a histogram without values.
    public init?(_ histogram: LatencyHistogram) {
        if histogram.count == 0 { return nil }
        count = histogram.count
        min = histogram.min
        mean = histogram.mean
        p50 = histogram.quantile(millionths: 500_000)
        p75 = histogram.quantile(millionths: 750_000)
        p90 = histogram.quantile(millionths: 900_000)
        p95 = histogram.quantile(millionths: 950_000)
        p99 = histogram.quantile(millionths: 990_000)
        p999 = histogram.quantile(millionths: 999_000)
        max = histogram.max
    }
}
