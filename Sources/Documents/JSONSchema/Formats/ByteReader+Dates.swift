/// RFC 3339, section 5.6 and appendix A.
extension ByteReader {
    mutating func takeDateTime() -> Bool {
        takeDate() && take(letter: "t") && takeTime()
    }

    /// "2026-11-24", a day that exists.
    mutating func takeDate() -> Bool {
        guard let year = takeNumber(digits: 4), take("-"), let month = takeNumber(digits: 2), take("-"),
            let day = takeNumber(digits: 2), (1...12).contains(month)
        else { return false }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let length = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        return (1...length).contains(day)
    }

    /// "01:47:29.123Z", "01:47:29+02:00"; second 60 only where a leap second can be, at 23:59 UTC.
    mutating func takeTime() -> Bool {
        guard let hour = takeNumber(digits: 2), hour < 24, take(":"), let minute = takeNumber(digits: 2), minute < 60,
            take(":"), let second = takeNumber(digits: 2), second <= 60
        else { return false }
        if take("."), take(while: ASCII.isDigit) == 0 { return false }
        guard let offset = takeOffset() else { return false }
        let minuteOfDay = (hour * 60 + minute - offset + 2880) % 1440
        return second < 60 || minuteOfDay == 1439
    }

    /// Minutes east of UTC.
    private mutating func takeOffset() -> Int? {
        if take(letter: "z") { return 0 }
        let isEast = take("+")
        guard isEast || take("-"), let hours = takeNumber(digits: 2), hours < 24, take(":"),
            let minutes = takeNumber(digits: 2), minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (isEast ? 1 : -1)
    }

    /// "P3DT12H", "P2W": units fall without gaps, and at least one is there.
    mutating func takeDuration() -> Bool {
        guard take("P") else { return false }
        let start = position
        if takeUnits("W") == 1 { return true }
        rewind(to: start)
        let days = takeUnits("YMD")
        guard take("T") else { return days ?? 0 > 0 }
        return days != nil && takeUnits("HMS") ?? 0 > 0
    }

    /// Takes "1Y2M" and the like and returns how many units there were; nil if one is missing between two.
    private mutating func takeUnits(_ units: StaticString) -> Int? {
        var (count, last): (Int, Int?) = (0, nil)
        while true {
            let start = position
            guard take(while: ASCII.isDigit) > 0, let letter = peek(),
                let unit = units.withUTF8Buffer({ $0.firstIndex(of: letter) })
            else {
                rewind(to: start)
                return count
            }
            if let last, unit != last + 1 { return nil }
            last = unit
            count += 1
            skip()
        }
    }
}
