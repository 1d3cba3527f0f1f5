import JSON
import JSONSchema

extension Making {
    /// Texts that may fit, the likeliest first.
    mutating func texts(_ view: SchemaView) -> [String] {
        let least = view.all("minLength").compactMap(\.int).max() ?? 0
        let most = view.all("maxLength").compactMap(\.int).min() ?? .max
        var found: [String] = []
        for format in view.all("format").compactMap(\.string) {
            found += FormatSamples.samples(format, ordinal: roll(FormatSamples.variety))
        }
        for pattern in view.all("pattern").compactMap(\.string) { found += patterned(pattern, least, most) }
        // Last, a plain text: a format may be unknown, and a pattern too rich.
        found.append(plain(least, most))
        let fitting = found.filter { (least...max(least, most)).contains($0.unicodeScalars.count) }
        return (fitting + found + ["0", ""]).distinct
    }

    /// Texts of a pattern, in the lengths that are wanted.
    private mutating func patterned(_ pattern: String, _ least: Int, _ most: Int) -> [String] {
        var found: [String] = []
        let lengths = [max(least, isPlain ? 0 : 8), least, min(most, 64), min(most, least + 16)]
        for length in lengths {
            if let text = PatternSampler.sample(
                pattern, rolling: &dice, length: length, isPlain: isPlain && ordinal == 0)
            {
                found.append(text)
            }
        }
        found += [false, true].compactMap { PatternSampler.sample(pattern, longest: $0, limit: min(most, 4_096)) }
        return found
    }

    private mutating func plain(_ least: Int, _ most: Int) -> String {
        if !isPlain {
            let length = max(1, least) + Int(dice.next() % 12)
            return dice.word(min(length, max(most, least), 100_000))
        }
        let base = ordinal == 0 ? "string" : "string\(ordinal)"
        let missing = min(least, 100_000) - base.unicodeScalars.count
        if missing > 0 { return base + String(repeating: "a", count: missing) }
        // What differs stands at the end.
        return base.unicodeScalars.count <= most ? base : String(base.unicodeScalars.suffix(max(0, most)))
    }

    /// Whole numbers that may fit, the likeliest first.
    mutating func integers(_ view: SchemaView) -> [Int] {
        var range = Range64(view)
        if view.all("format").contains(where: { $0.string == "int32" }) { range.narrow(-2_147_483_648, 2_147_483_647) }
        let steps = view.all("multipleOf").compactMap(\.int).filter { $0 > 0 }
        let step = steps.reduce(1) { Self.leastCommonMultiple($0, $1) }
        let usual = range.contains(1) ? 1 : range.least ?? range.most ?? 1
        let start = isPlain ? usual : usual + roll(1_000)
        let around = [
            start &+ ordinal &* step, usual &+ ordinal &* step, usual, range.least ?? 0, range.most ?? 0, 0, -1, 1,
        ]
        let rounded = around.flatMap { number in
            [number, number - number % step, number - number % step + step, number - number % step - step]
        }
        return rounded.filter(range.contains).distinct + around.distinct
    }

    /// Numbers that may fit, fractions first.
    mutating func numbers(_ view: SchemaView) -> [JSONValue] {
        let low = view.all("minimum").compactMap(\.double).max()
        let open = view.all("exclusiveMinimum").compactMap(\.double).max()
        let high = view.all("maximum").compactMap(\.double).min()
        let closing = view.all("exclusiveMaximum").compactMap(\.double).min()
        let least = [low, open].compactMap { $0 }.max()
        let most = [high, closing].compactMap { $0 }.min()
        var found: [Double] = []
        if let step = view.all("multipleOf").compactMap(\.double).max(), step > 0 {
            let first = ((least ?? 0) / step).rounded(.up)
            found += [1, first + Double(ordinal), first, first + 1, 0].map { $0 * step }
        }
        switch (least, most) {
        case (let least?, let most?): found += [(least + most) / 2, least, most]
        case (let least?, nil): found += [least + 0.5 + Double(ordinal), least, least + 1]
        case (nil, let most?): found += [min(most - 0.5, 0.5), most, most - 1]
        case (nil, nil): found += [0.5 + Double(isPlain ? ordinal : roll(1_000)), 0]
        }
        return found.distinct.map { .double($0) } + integers(view).map { .integer($0) }
    }

    private mutating func roll(_ sides: Int) -> Int {
        isPlain ? ordinal : ordinal + Int(dice.next() % UInt64(max(1, sides)))
    }

    private static func leastCommonMultiple(_ a: Int, _ b: Int) -> Int {
        var (x, y) = (a, b)
        while y != 0 { (x, y) = (y, x % y) }
        let (product, overflow) = (a / max(1, x)).multipliedReportingOverflow(by: b)
        return overflow ? a : product
    }
}

/// The whole numbers that the bounds of a schema let in.
private struct Range64 {
    var least: Int?
    var most: Int?

    init(_ view: SchemaView) {
        for part in view.parts {
            if let low = Self.whole(part["minimum"], up: true) {
                raise(part["exclusiveMinimum"]?.bool == true ? low &+ 1 : low)
            }
            if let high = Self.whole(part["maximum"], up: false) {
                lower(part["exclusiveMaximum"]?.bool == true ? high &- 1 : high)
            }
            if let open = part["exclusiveMinimum"]?.double, abs(open) < 0x1p62 { raise(Int(open.rounded(.down)) + 1) }
            if let open = part["exclusiveMaximum"]?.double, abs(open) < 0x1p62 { lower(Int(open.rounded(.up)) - 1) }
        }
    }

    private static func whole(_ node: Node?, up: Bool) -> Int? {
        if let whole = node?.int { return whole }
        guard let double = node?.double, abs(double) < 0x1p62 else { return nil }
        return Int(double.rounded(up ? .up : .down))
    }

    mutating func narrow(_ low: Int, _ high: Int) {
        raise(low)
        lower(high)
    }

    private mutating func raise(_ low: Int) { least = max(least ?? low, low) }

    private mutating func lower(_ high: Int) { most = min(most ?? high, high) }

    func contains(_ number: Int) -> Bool { number >= least ?? .min && number <= most ?? .max }
}
