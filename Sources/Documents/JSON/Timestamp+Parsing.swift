extension Timestamp {
    /// Reads an RFC 3339 date-time (section 5.6); nil if `rfc3339` is not one.
    ///
    /// Any offset is converted to UTC and decimals beyond the third are cut off. A leap second is taken as the
    /// first second of the next minute, and only where one can be: at 23:59:60 UTC.
    public init?(_ rfc3339: String) {
        var text = DigitReader(Array(rfc3339.utf8))
        guard let date = text.date(), text.take("Tt"), let time = text.time(), let offset = text.offset(),
            text.isAtEnd
        else { return nil }
        let minuteOfDay = (date.daysSinceEpoch * 24 + time.hour) * 60 + time.minute - offset
        if time.second == 60, minuteOfDay.flooredQuotientAndRemainder(by: 1440).remainder != 1439 { return nil }
        self.init(milliseconds: (minuteOfDay * 60 + time.second) * 1000 + time.millisecond)
    }
}

/// Reads fixed-width decimal fields from the front of a text.
private struct DigitReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { index == bytes.count }

    mutating func take(_ allowed: StaticString) -> Bool {
        guard index < bytes.count else { return false }
        let byte = bytes[index]
        guard allowed.withUTF8Buffer({ $0.contains(byte) }) else { return false }
        index += 1
        return true
    }

    mutating func digits(_ count: Int) -> Int64? {
        guard index + count <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[index..<index + count] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        index += count
        return value
    }

    mutating func date() -> CivilDate? {
        guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2) else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        return date.isValid ? date : nil
    }

    mutating func time() -> (hour: Int64, minute: Int64, second: Int64, millisecond: Int64)? {
        guard let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60, take(":"),
            let second = digits(2), second <= 60, let millisecond = fraction()
        else { return nil }
        return (hour, minute, second, millisecond)
    }

    /// Milliseconds from an optional ".digits"; nil if the point has no digit behind it.
    private mutating func fraction() -> Int64? {
        guard take(".") else { return 0 }
        var value: Int64 = 0
        var count = 0
        while let digit = digits(1) {
            if count < 3 { value = value * 10 + digit }
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in 0..<max(0, 3 - count) { value *= 10 }
        return value
    }

    /// Minutes east of UTC.
    mutating func offset() -> Int64? {
        if take("Zz") { return 0 }
        let isEast = take("+")
        guard isEast || take("-"), let hours = digits(2), hours < 24, take(":"), let minutes = digits(2), minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (isEast ? 1 : -1)
    }
}
