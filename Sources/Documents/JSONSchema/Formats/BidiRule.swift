/// The order of right-to-left labels: RFC 5893 section 2.
///
/// Bidi classes come from the ranges that Unicode gives to scripts (DerivedBidiClass), which is exact for what host
/// names may hold.
enum BidiRule {
    private enum Direction {
        case left, right, europeanDigit, arabicDigit, mark, neutral
    }

    /// Whether every label satisfies the rule, or none holds a right-to-left character.
    static func holds(in labels: [[Unicode.Scalar]]) -> Bool {
        !labels.contains(where: concerns) || labels.allSatisfy(isSatisfied)
    }

    /// Whether `label` makes a name subject to the rule.
    static func concerns(_ label: [Unicode.Scalar]) -> Bool {
        label.contains { [.right, .arabicDigit].contains(direction(of: $0)) }
    }

    static func isSatisfied(by label: [Unicode.Scalar]) -> Bool {
        let directions = label.map(direction)
        let last = directions.last { $0 != .mark }
        switch directions.first {
        case .right:
            let hasBothDigits = directions.contains(.europeanDigit) && directions.contains(.arabicDigit)
            return !directions.contains(.left) && !hasBothDigits
                && (last == .right || last == .europeanDigit || last == .arabicDigit)
        case .left:
            return !directions.contains(.right) && !directions.contains(.arabicDigit)
                && (last == .left || last == .europeanDigit)
        default: return false
        }
    }

    private static func direction(of scalar: Unicode.Scalar) -> Direction {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return .mark
        default: break
        }
        switch scalar.value {
        case 0x30...0x39, 0x06F0...0x06F9: return .europeanDigit
        case 0x0660...0x0669, 0x066B, 0x066C, 0x06DD, 0x0890, 0x0891, 0x08E2, 0x10D30...0x10D39: return .arabicDigit
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: return .right
        case 0x2D: return .neutral
        default: return .left
        }
    }
}
