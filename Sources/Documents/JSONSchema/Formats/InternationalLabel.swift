/// Labels of internationalised names inside of host names.
enum InternationalLabel {
    /// Whether `labels` together are an internationalised host name: each an ordinary label, an A-label or a U-label,
    /// 253 bytes at most in the form that goes over the wire, and by the Bidi rule if one is written right to left.
    static func areValid(_ labels: [[Unicode.Scalar]]) -> Bool {
        var length = labels.count - 1
        var decoded: [[Unicode.Scalar]] = []
        for label in labels {
            guard let (text, size) = read(label) else { return false }
            length += size
            decoded.append(text)
        }
        return length <= 253 && BidiRule.holds(in: decoded)
    }

    /// The label as people read it and its bytes as an A-label; nil if it is not valid.
    private static func read(_ label: [Unicode.Scalar]) -> (text: [Unicode.Scalar], size: Int)? {
        guard let first = label.first, first != "-", label.last != "-" else { return nil }
        guard label.allSatisfy(\.isASCII) else {
            guard isULabel(label) else { return nil }
            let size = Punycode.encode(label).count + 4
            return size <= 63 ? (label, size) : nil
        }
        let bytes = label.map { UInt8($0.value) }
        guard bytes.count <= 63, bytes.allSatisfy({ ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }) else {
            return nil
        }
        let lower = bytes.map { ASCII.isLetter($0) ? $0 | 0x20 : $0 }
        guard lower.starts(with: "xn--".utf8) else { return (label, bytes.count) }
        guard isValid(lower.dropFirst(4)), let text = Punycode.decode(lower.dropFirst(4)) else { return nil }
        return (text, bytes.count)
    }

    /// Whether `encoded`, an A-label in lower case without its "xn--", stands for a valid U-label (RFC 5891 section
    /// 4.2).
    ///
    /// The joining types behind ZERO WIDTH NON-JOINER are judged by script, a little too kindly.
    static func isValid(_ encoded: ArraySlice<UInt8>) -> Bool {
        guard let label = Punycode.decode(encoded) else { return false }
        return isULabel(label) && Punycode.encode(label) == Array(encoded)
    }

    /// Whether `label` holds more than ASCII, and every character where it may stand.
    private static func isULabel(_ label: [Unicode.Scalar]) -> Bool {
        guard let first = label.first, label.contains(where: { !$0.isASCII }), !isMark(first),
            !label.dropFirst(2).starts(with: ["-", "-"]), BidiRule.isSatisfied(by: label) || !BidiRule.concerns(label)
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
