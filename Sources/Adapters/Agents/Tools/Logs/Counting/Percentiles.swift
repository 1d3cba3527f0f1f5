#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Percentiles of numbers in bounded memory.
///
/// Exact (nearest rank) up to `limit` numbers; from then on in logarithmic classes (DDSketch: Masson, Rim and Lee 2019),
/// in which each percentile is right to within `accuracy` of its value.
struct Percentiles {
    static let accuracy = 0.005
    let limit: Int
    private(set) var count = 0
    private(set) var sum = 0.0
    private(set) var least = Double.infinity
    private(set) var most = 0.0
    private var values: [Double] = []
    private var classes: [Int: Int] = [:]

    init(limit: Int = 100_000) { self.limit = limit }

    var isExact: Bool { classes.isEmpty }

    /// Adds a number that is not negative.
    mutating func add(_ value: Double) {
        count += 1
        sum += value
        least = min(least, value)
        most = max(most, value)
        guard isExact else { return classes[Self.index(of: value), default: 0] += 1 }
        values.append(value)
        guard values.count > limit else { return }
        for value in values { classes[Self.index(of: value), default: 0] += 1 }
        values = []
    }

    /// The smallest numbers such that each of these shares, 0 to 1, of all is not larger; nil without numbers.
    func values(at shares: [Double]) -> [Double]? {
        guard count > 0 else { return nil }
        return isExact ? exactValues(at: shares) : shares.map(approximateValue)
    }

    private func exactValues(at shares: [Double]) -> [Double] {
        let sorted = values.sorted()
        return shares.map { sorted[Self.rank($0, of: sorted.count)] }
    }

    private func approximateValue(at share: Double) -> Double {
        var rest = Self.rank(share, of: count)
        for (index, size) in classes.sorted(by: { $0.key < $1.key }) {
            if rest < size { return min(max(Self.value(of: index), least), most) }
            rest -= size
        }
        return most
    }

    /// The nearest rank from 0.
    private static func rank(_ share: Double, of count: Int) -> Int {
        min(count - 1, max(0, Int((share * Double(count)).rounded(.up)) - 1))
    }

    private static let base = (1 + accuracy) / (1 - accuracy)
    /// Smaller numbers share one class.
    private static let smallest = 1e-6

    private static func index(of value: Double) -> Int {
        value <= smallest ? .min : Int((log(value) / log(base)).rounded(.up))
    }

    private static func value(of index: Int) -> Double {
        index == .min ? 0 : 2 * pow(base, Double(index)) / (base + 1)
    }
}
