/// Counts durations in bins whose width grows with the value, so that it stays small and tells every quantile closely.
///
/// Below 2048 ns each value has a bin of its own. Above, a power of two is divided into 1024 bins, and the middle of a
/// bin is at most `relativeError` away from any value in it. That is the layout of HdrHistogram at three decimal digits.
public struct LatencyHistogram: Sendable, Equatable {
    /// How far a quantile may be from the recorded value, as a part of it: 1/2048, less than 0.05 %.
    public static let relativeError = 1.0 / 2_048

    /// log2 of the bins in a power of two.
    private static let bits = 10

    public private(set) var count = 0
    /// The smallest and the largest value as they were recorded; zero while there is none.
    public private(set) var min: Duration = .zero
    public private(set) var max: Duration = .zero
    private var bins: [Int] = []
    private var sum: Duration = .zero

    public init() {}

    /// Counts `value`; one below zero counts as zero.
    public mutating func record(_ value: Duration) {
        let value = Swift.max(value, .zero)
        let bin = Self.bin(of: value.nanoseconds)
        if bin >= bins.count { bins += Array(repeating: 0, count: bin + 1 - bins.count) }
        bins[bin] += 1
        min = count == 0 ? value : Swift.min(min, value)
        max = Swift.max(max, value)
        sum += value
        count += 1
    }

    /// The exact mean of the values; zero if there are none.
    public var mean: Duration { count == 0 ? .zero : sum / count }

    /// The smallest value that at least `millionths` of a million of all values do not exceed (nearest rank), such as
    /// 990000 for p99; zero if there are none.
    public func quantile(millionths: Int) -> Duration {
        let wanted = Swift.max(1, (count * Swift.min(Swift.max(millionths, 0), 1_000_000) + 999_999) / 1_000_000)
        var seen = 0
        for (bin, number) in bins.enumerated() {
            seen += number
            if seen >= wanted { return Swift.min(Swift.max(.nanoseconds(Self.middle(of: bin)), min), max) }
        }
        return .zero
    }

    private static func bin(of value: Int64) -> Int {
        guard value >= 2 << bits else { return Int(value) }
        let shift = 63 - value.leadingZeroBitCount - bits
        return (shift << bits) + Int(value >> shift)
    }

    private static func middle(of bin: Int) -> Int64 {
        guard bin >= 2 << bits else { return Int64(bin) }
        let shift = (bin >> bits) - 1
        let lowest = Int64(bin - (shift << bits)) << shift
        return lowest + (1 << shift) / 2
    }
}

extension Duration {
    /// The whole nanoseconds in this duration; the largest number there is for one that does not fit.
    var nanoseconds: Int64 {
        let (whole, overflow) = components.seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : whole + components.attoseconds / 1_000_000_000
    }
}
