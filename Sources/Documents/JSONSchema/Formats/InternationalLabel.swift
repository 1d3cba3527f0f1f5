/// Labels of internationalised names inside of host names.
enum InternationalLabel {
    /// Whether `encoded`, an A-label in lower case without its "xn--", stands for a valid U-label (RFC 5891 section
    /// 4.2).
    ///
    /// The joining types behind ZERO WIDTH NON-JOINER are judged by script, a little too kindly.
    static func isValid(_ encoded: ArraySlice<UInt8>) -> Bool {
        guard let label = Punycode.decode(encoded), let first = label.first,
            label.contains(where: { !$0.isASCII }), !isMark(first), !label.dropFirst(2).starts(with: ["-", "-"])
        else { return false }
        return label.indices.allSatisfy { isAllowed(at: $0, in: label) }
    }

    /// The derived property of RFC 5892 section 3, with the contextual rules of its appendix A.
    private static func isAllowed(at index: Int, in label: [Unicode.Scalar]) -> Bool {
        let before = index > 0 ? label[index - 1] : nil
        let after = index + 1 < label.count ? label[index + 1] : nil
        switch label[index].value {
        case 0x00B7: return before == "l" && after == "l"
        case 0x0375: return after.map(isGreek) ?? false
        case 0x05F3, 0x05F4: return before.map(isHebrew) ?? false
        case 0x30FB: return label.contains(where: isJapanese)
        case 0x0660...0x0669: return !label.contains { (0x06F0...0x06F9).contains($0.value) }
        case 0x06F0...0x06F9: return !label.contains { (0x0660...0x0669).contains($0.value) }
        case 0x200C: return isVirama(before) || before.map(isJoining) ?? false && after.map(isJoining) ?? false
        case 0x200D: return isVirama(before)
        case 0x00DF, 0x03C2, 0x06FD, 0x06FE, 0x0F0B, 0x3007: return true
        case 0x0640, 0x07FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
        case 0x1100...0x11FF, 0xA960...0xA97F, 0xD7B0...0xD7FF: return false  // old Hangul jamo
        default: return label[index] == "-" || isStableLetterOrDigit(label[index])
        }
    }

    private static func isStableLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber:
            !scalar.properties.changesWhenNFKCCaseFolded && !scalar.properties.isDefaultIgnorableCodePoint
        default: false
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
    }

    private static func isVirama(_ scalar: Unicode.Scalar?) -> Bool {
        scalar?.properties.canonicalCombiningClass == .virama
    }

    private static func isGreek(_ scalar: Unicode.Scalar) -> Bool {
        (0x0370...0x03FF).contains(scalar.value) || (0x1F00...0x1FFF).contains(scalar.value)
    }

    private static func isHebrew(_ scalar: Unicode.Scalar) -> Bool {
        (0x0591...0x05F4).contains(scalar.value) || (0xFB1D...0xFB4F).contains(scalar.value)
    }

    /// Hiragana, Katakana or Han.
    private static func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF: true
        case 0x3005, 0x3007, 0x3021...0x3029, 0x3038...0x303B: true
        default: scalar.properties.isIdeographic
        }
    }

    /// Arabic, Syriac, N'Ko, Mandaic and Mongolian: scripts whose letters join.
    private static func isJoining(_ scalar: Unicode.Scalar) -> Bool {
        [0x0620...0x06FF, 0x0710...0x077F, 0x07CA...0x07F5, 0x0840...0x0858, 0x08A0...0x08FF, 0x1820...0x18AA]
            .contains { $0.contains(scalar.value) }
    }
}

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
