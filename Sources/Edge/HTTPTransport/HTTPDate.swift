#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The Date field's text, formatted at most once a second (RFC 9110 5.6.7, IMF-fixdate).
struct HTTPDate {
    private var second = Int.min
    private(set) var text = ""

    /// Brings `text` to the second given, counted since 1970 in UTC.
    mutating func advance(to second: Int) {
        if second == self.second { return }
        self.second = second
        text = Self.format(second)
    }

    /// Seconds since 1970 by the machine's wall clock.
    static func now() -> Int { Int(time(nil)) }

    /// "Sun, 06 Nov 1994 08:49:37 GMT" for 784111777.
    static func format(_ second: Int) -> String {
        let days = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
        let rest = second - days * 86_400
        let (year, month, day) = civil(days)
        let weekday = weekdays[((days + 4) % 7 + 7) % 7]
        let clock = "\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
        return "\(weekday), \(two(day)) \(months[month - 1]) \(two(year / 100))\(two(year % 100)) \(clock) GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Date in the Gregorian calendar; years run from March so that the leap day is the last day of a year.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
