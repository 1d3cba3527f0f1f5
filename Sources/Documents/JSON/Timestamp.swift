#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A moment in UTC with millisecond precision, written as RFC 3339.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z, negative before.
    public var milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The system's wall clock, now.
    public static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// RFC 3339 in UTC with three decimals: "2026-11-24T01:47:29.123Z".
    public var description: String {
        let (days, inDay) = milliseconds.flooredQuotientAndRemainder(by: 86_400_000)
        let date = CivilDate(daysSinceEpoch: days)
        let (seconds, millis) = inDay.quotientAndRemainder(dividingBy: 1000)
        return String(unsafeUninitializedCapacity: 48) { buffer in
            var text = DigitWriter(buffer)
            text.write(date.year, 4, then: "-")
            text.write(date.month, 2, then: "-")
            text.write(date.day, 2, then: "T")
            text.write(seconds / 3600, 2, then: ":")
            text.write(seconds / 60 % 60, 2, then: ":")
            text.write(seconds % 60, 2, then: ".")
            text.write(millis, 3, then: "Z")
            return text.count
        }
    }
}

/// Writes numbers with leading zeros into memory that has room for them.
private struct DigitWriter {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    /// Writes at least `width` digits, after a minus if the number is negative, and one more character.
    mutating func write(_ number: Int64, _ width: Int, then mark: Unicode.Scalar) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var divisor: UInt64 = 1
        var digits = 1
        while digits < width || number.magnitude / divisor >= 10 {
            divisor *= 10
            digits += 1
        }
        while divisor > 0 {
            append(UInt8(number.magnitude / divisor % 10) + UInt8(ascii: "0"))
            divisor /= 10
        }
        append(UInt8(ascii: mark))
    }

    private mutating func append(_ byte: UInt8) {
        buffer[count] = byte
        count += 1
    }
}

/// A day of the proleptic Gregorian calendar.
struct CivilDate {
    var year: Int64
    var month: Int64
    var day: Int64

    init(year: Int64, month: Int64, day: Int64) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Counts in 400-year eras that start on 1 March, so that the leap day ends the year.
    init(daysSinceEpoch days: Int64) {
        let (era, dayOfEra) = (days + 719_468).flooredQuotientAndRemainder(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        month = shifted < 10 ? shifted + 3 : shifted - 9
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSinceEpoch: Int64 {
        let (era, yearOfEra) = (month <= 2 ? year - 1 : year).flooredQuotientAndRemainder(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Whether the day exists.
    var isValid: Bool {
        guard (1...12).contains(month), day >= 1 else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[Int(month) - 1]
    }
}

extension Int64 {
    /// Division that rounds down, so that moments before 1970 have a non-negative rest.
    func flooredQuotientAndRemainder(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
