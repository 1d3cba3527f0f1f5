extension JSONValue {
    /// The one text of this value (RFC 8785): members by name, numbers as ECMAScript writes them, nothing between.
    ///
    /// A number that no double holds exactly keeps the digits it is written with; the RFC leaves such numbers out.
    public var canonicalBytes: [UInt8] {
        var output: [UInt8] = []
        writeCanonically(to: &output)
        return output
    }

    private func writeCanonically(to output: inout [UInt8]) {
        switch self {
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                element.writeCanonically(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            // Section 3.2.3: by UTF-16 code units, which is not the order of the scalars.
            let members = object.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                JSONWriter.write(string: member.key, to: &output)
                output.append(UInt8(ascii: ":"))
                member.value.writeCanonically(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        case .double(let value) where value.isFinite: output.append(contentsOf: Self.ecmaScript(value).utf8)
        default: write(to: &output)
        }
    }

    /// Section 3.2.2.3: `Number::toString` of ECMAScript, from the shortest digits that read as the same double.
    private static func ecmaScript(_ value: Double) -> String {
        guard value != 0 else { return "0" }
        let text = value.magnitude.description
        let parts = text.split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        let written = mantissa[0] + fraction
        let leading = written.prefix { $0 == "0" }.count
        var digits = String(written.dropFirst(leading))
        // The value is 0.digits times ten to the power of `point`.
        let point = mantissa[0].count - leading + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        while digits.hasSuffix("0") { digits.removeLast() }
        return (value < 0 ? "-" : "") + place(point, in: digits)
    }

    private static func place(_ point: Int, in digits: String) -> String {
        switch point {
        case digits.count...21 where point > 0: return digits + String(repeating: "0", count: point - digits.count)
        case 1...21: return "\(digits.prefix(point)).\(digits.dropFirst(point))"
        case -5...0: return "0." + String(repeating: "0", count: -point) + digits
        default:
            let rest = digits.dropFirst()
            let exponent = point - 1
            return "\(digits.prefix(1))\(rest.isEmpty ? "" : ".\(rest)")e\(exponent < 0 ? "-" : "+")\(abs(exponent))"
        }
    }
}
