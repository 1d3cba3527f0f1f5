#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The three things that are predicted.
enum Quantity: CaseIterable {
    /// 1 for a completed run, 0 for any other.
    case success
    /// Natural logarithm of the seconds of a completed run.
    case duration
    case quality
}

/// One value for each quantity.
struct PerQuantity<Value> {
    var success: Value
    var duration: Value
    var quality: Value

    subscript(quantity: Quantity) -> Value {
        get {
            switch quantity {
            case .success: success
            case .duration: duration
            case .quality: quality
            }
        }
        set {
            switch quantity {
            case .success: success = newValue
            case .duration: duration = newValue
            case .quality: quality = newValue
            }
        }
    }
}

extension PerQuantity: Sendable where Value: Sendable {}
extension PerQuantity: Equatable where Value: Equatable {}

/// Whole ten-thousandths, so that sums are exact: whatever order outcomes are added and forgotten in, the same
/// outcomes give the same state to the last bit.
enum FixedPoint {
    static let unit = 10_000.0
    /// A millisecond to 31 years: nothing outside is a duration anybody measured.
    private static let seconds = 0.001...1e9

    static func value(_ number: Double) -> Int { Int((number * unit).rounded()) }

    static func logarithm(ofSeconds duration: Double) -> Int {
        value(log(min(max(duration, seconds.lowerBound), seconds.upperBound)))
    }
}

extension Outcome {
    /// What it says of each quantity; nil for what it does not tell.
    ///
    /// A run that failed or was stopped tells nothing of how long a run takes that completes.
    var values: PerQuantity<Int?> {
        let completed = ending == .completed
        let quality = quality.flatMap { (0...1).contains($0) ? FixedPoint.value($0) : nil }
        return PerQuantity(
            success: FixedPoint.value(completed ? 1 : 0),
            duration: completed && !seconds.isNaN ? FixedPoint.logarithm(ofSeconds: seconds) : nil,
            quality: completed ? quality : nil)
    }
}
