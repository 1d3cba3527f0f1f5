/// How often something took how long, in buckets that grow by about a quarter each.
struct Histogram: Sendable, Equatable {
    /// Upper bounds in seconds, from a tenth of a millisecond to a hundred seconds; what took longer is counted behind.
    static let bounds: [Double] = (-4...1).flatMap { exponent in
        [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8].map { mantissa in power(mantissa, exponent) }
    }

    /// Where the bounds of each power of ten that are published stand: 1, 2.5 and 5.
    static let published = bounds.indices.filter { [0, 4, 7].contains($0 % 10) }

    private(set) var count = 0
    /// Seconds.
    private(set) var sum = 0.0
    private var buckets = [Int](repeating: 0, count: bounds.count + 1)

    mutating func record(_ seconds: Double) {
        count += 1
        sum += seconds
        buckets[Self.bucket(of: seconds)] += 1
    }

    mutating func add(_ other: Histogram) {
        count += other.count
        sum += other.sum
        for index in buckets.indices { buckets[index] += other.buckets[index] }
    }

    /// How many took no longer than the bound of this index.
    func count(upTo index: Int) -> Int { buckets[...index].reduce(0, +) }

    /// The seconds within which this share was done, 0 to 1, as exact as its bucket is narrow; nil before the first.
    func quantile(_ share: Double) -> Double? {
        guard count > 0 else { return nil }
        let wanted = max(1, (share * Double(count)).rounded(.up))
        var before = 0
        for (index, inside) in buckets.enumerated() where inside > 0 {
            if Double(before + inside) >= wanted {
                let upper = index < Self.bounds.count ? Self.bounds[index] : Self.bounds[index - 1]
                let lower = index == 0 ? 0 : Self.bounds[index - 1]
                return lower + (upper - lower) * (wanted - Double(before)) / Double(inside)
            }
            before += inside
        }
        return Self.bounds.last
    }

    private static func bucket(of seconds: Double) -> Int {
        var (low, high) = (0, bounds.count)
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] < seconds { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// By division where the exponent is negative, so that 0.001 is exactly the number that is written so.
    private static func power(_ mantissa: Double, _ exponent: Int) -> Double {
        let power = (0..<abs(exponent)).reduce(1.0) { product, _ in product * 10 }
        return exponent < 0 ? mantissa / power : mantissa * power
    }
}
