/// RFC 3492.
enum Punycode {
    /// The text that `encoded`, in lower case, stands for; nil if it is not Punycode.
    static func decode(_ encoded: ArraySlice<UInt8>) -> [Unicode.Scalar]? {
        let hyphen = encoded.lastIndex(of: UInt8(ascii: "-"))
        var output = encoded[..<(hyphen ?? encoded.startIndex)].map { Unicode.Scalar($0) }
        var digits = encoded[(hyphen.map { $0 + 1 } ?? encoded.startIndex)...]
        var (value, index, bias) = (128, 0, 72)
        while !digits.isEmpty {
            guard let delta = takeInteger(from: &digits, bias: bias) else { return nil }
            let count = output.count + 1
            bias = adapted(delta, count: count, isFirst: index == 0)
            index += delta
            value += index / count
            index %= count
            guard value <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(value)), value >= 128 else { return nil }
            output.insert(scalar, at: index)
            index += 1
        }
        return output
    }

    /// How `label` is written in ASCII.
    static func encode(_ label: [Unicode.Scalar]) -> [UInt8] {
        var output = label.filter(\.isASCII).map { UInt8($0.value) }
        let basic = output.count
        if basic > 0 { output.append(UInt8(ascii: "-")) }
        var (value, delta, bias, handled) = (128, 0, 72, basic)
        while handled < label.count, let next = label.map({ Int($0.value) }).filter({ $0 >= value }).min() {
            delta += (next - value) * (handled + 1)
            value = next
            for scalar in label {
                if scalar.value < value { delta += 1 }
                guard scalar.value == value else { continue }
                append(delta, bias: bias, to: &output)
                bias = adapted(delta, count: handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            value += 1
        }
        return output
    }

    private static func append(_ delta: Int, bias: Int, to output: inout [UInt8]) {
        var (rest, k) = (delta, 36)
        while true {
            let threshold = min(max(k - bias, 1), 26)
            guard rest >= threshold else { break }
            output.append(letter(threshold + (rest - threshold) % (36 - threshold)))
            rest = (rest - threshold) / (36 - threshold)
            k += 36
        }
        output.append(letter(rest))
    }

    private static func letter(_ digit: Int) -> UInt8 { UInt8(digit < 26 ? digit + 0x61 : digit - 26 + 0x30) }

    /// A generalised variable-length integer (section 3.3).
    private static func takeInteger(from digits: inout ArraySlice<UInt8>, bias: Int) -> Int? {
        var (result, weight, k) = (0, 1, 36)
        while let byte = digits.popFirst() {
            guard let digit = digit(byte), weight < 1 << 32 else { return nil }
            result += digit * weight
            let threshold = min(max(k - bias, 1), 26)
            if digit < threshold { return result }
            weight *= 36 - threshold
            k += 36
        }
        return nil
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x61...0x7A: Int(byte - 0x61)
        case 0x30...0x39: Int(byte - 0x30) + 26
        default: nil
        }
    }

    /// Bias adaptation (section 6.1).
    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var k = 0
        while delta > 455 {
            delta /= 35
            k += 36
        }
        return k + 36 * delta / (delta + 38)
    }
}
