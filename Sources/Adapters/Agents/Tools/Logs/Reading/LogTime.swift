import JSON

/// Reads the time forms that logs use, as milliseconds since 1970 in UTC.
///
/// A time without an offset counts as UTC: what matters in a log is the distance between its lines.
struct LogTime {
    /// Syslog writes no year: the latest one that does not lie after this moment is taken.
    let now: Timestamp

    /// Reads the time that `bytes` are at and goes past it, or leaves them as they are.
    func read(_ bytes: inout LogBytes) -> Int? {
        let start = bytes.place
        for form in [Self.iso, Self.access, Self.clock, syslog] {
            bytes.place = start
            if let time = form(&bytes) { return time }
        }
        bytes.place = start
        return nil
    }

    /// `2026-11-25T03:04:05.678+01:00`, with a space for the T, a comma for the point, `/` for `-`.
    private static func iso(_ bytes: inout LogBytes) -> Int? {
        guard let year = bytes.number(4, 4), let dash = bytes.next, dash == 0x2d || dash == 0x2f else { return nil }
        bytes.place += 1
        guard let month = bytes.number(2, 2), bytes.take(dash), let day = bytes.number(2, 2) else { return nil }
        guard let separator = bytes.next, separator == 0x54 || separator == 0x74 || separator == 0x20 else {
            return nil
        }
        bytes.place += 1
        return date(year, month, day).flatMap { date in timeOfDay(&bytes).map { date + $0 - offset(&bytes) } }
    }

    /// `25/Nov/2026:03:04:05 +0100`, as web servers write it.
    private static func access(_ bytes: inout LogBytes) -> Int? {
        guard let day = bytes.number(1, 2), bytes.take(0x2f), let month = month(&bytes), bytes.take(0x2f),
            let year = bytes.number(4, 4), bytes.take(0x3a), let date = date(year, month, day),
            let time = timeOfDay(&bytes)
        else { return nil }
        let place = bytes.place
        bytes.skipSpaces()
        if let sign = bytes.next, sign == 0x2b || sign == 0x2d { return date + time - offset(&bytes) }
        bytes.place = place
        return date + time
    }

    /// `Wed Nov 25 03:04:05.678901 2026`, as Apache's error log and ctime write it.
    private static func clock(_ bytes: inout LogBytes) -> Int? {
        guard let weekday = bytes.word(), weekday.count == 3, bytes.bytes[weekday].allSatisfy(LogBytes.isLetter) else {
            return nil
        }
        bytes.skipSpaces()
        guard let month = month(&bytes) else { return nil }
        bytes.skipSpaces()
        guard let day = bytes.number(1, 2), bytes.take(0x20), let time = timeOfDay(&bytes), bytes.take(0x20),
            let year = bytes.number(4, 4), let date = date(year, month, day)
        else { return nil }
        return date + time
    }

    /// `Nov 25 03:04:05`, as syslog writes it (RFC 3164 section 4.1.2).
    private func syslog(_ bytes: inout LogBytes) -> Int? {
        guard let month = Self.month(&bytes), bytes.take(0x20) else { return nil }
        bytes.skipSpaces()
        guard let day = bytes.number(1, 2), bytes.take(0x20), let time = Self.timeOfDay(&bytes) else { return nil }
        let year = Int(now.description.prefix(4)) ?? 1970
        // A day of slack, because the clock that wrote the line may be in another zone.
        let latest = Int(now.milliseconds) + 86_400_000
        return [year, year - 1].lazy.compactMap { Self.date($0, month, day) }.map { $0 + time }.first { $0 <= latest }
    }

    private static func timeOfDay(_ bytes: inout LogBytes) -> Int? {
        guard let hour = bytes.number(2, 2), hour < 24, bytes.take(0x3a), let minute = bytes.number(2, 2), minute < 60,
            bytes.take(0x3a), let second = bytes.number(2, 2), second <= 60
        else { return nil }
        let whole = ((hour * 60 + minute) * 60 + min(second, 59)) * 1000
        guard let mark = bytes.next, mark == 0x2e || mark == 0x2c else { return whole }
        bytes.place += 1
        let start = bytes.place
        guard let fraction = bytes.number(1, 9) else {
            bytes.place -= 1
            return whole
        }
        return whole + scaled(fraction, digits: bytes.place - start)
    }

    /// The first three of `digits` decimals.
    private static func scaled(_ fraction: Int, digits: Int) -> Int {
        var value = fraction
        for _ in 0..<max(0, digits - 3) { value /= 10 }
        for _ in 0..<max(0, 3 - digits) { value *= 10 }
        return value
    }

    /// Milliseconds east of UTC; none is 0.
    private static func offset(_ bytes: inout LogBytes) -> Int {
        let start = bytes.place
        if let letter = bytes.next, letter | 0x20 == 0x7a {
            bytes.place += 1
            return 0
        }
        guard let sign = bytes.next, sign == 0x2b || sign == 0x2d else { return 0 }
        bytes.place += 1
        guard let hours = bytes.number(2, 2) else {
            bytes.place = start
            return 0
        }
        _ = bytes.take(0x3a)
        let minutes = bytes.number(2, 2) ?? 0
        return (sign == 0x2d ? -1 : 1) * (hours * 60 + minutes) * 60_000
    }

    private static func month(_ bytes: inout LogBytes) -> Int? {
        let range = bytes.place..<min(bytes.place + 3, bytes.bytes.count)
        guard range.count == 3, let index = months.firstIndex(where: { bytes.matches(range, $0) }) else { return nil }
        bytes.place += 3
        return index + 1
    }

    private static let months: [StaticString] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Midnight of a day of the Gregorian calendar; nil for a day that does not exist.
    private static func date(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard (1...12).contains(month), day >= 1, day <= length(of: month, in: year) else { return nil }
        // Years that begin in March put the leap day last, so that months have fixed beginnings.
        let years = month < 3 ? year - 1 : year
        let months = (month + 9) % 12
        let days = years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 1
        return (days - 719_468) * 86_400_000
    }

    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
