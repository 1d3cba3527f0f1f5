import APISpec
import JSON
import SchemaInstances

/// A number comes back as the number it was, or is refused.
struct EncodingNumber: Probe {
    static let rule = Rule(
        "encoding.number",
        "A number at the edge of what programs hold comes back unchanged, or is refused with VALIDATION_ERROR",
        basis: "RFC 8259 section 6")

    private static let texts = [
        "9007199254740993", "-9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551616",
        "-0",
        "1e400", "-1e400", "1e-400", "1E2", "0.1", "123456789012345678901234567890", "1.0", "5e0",
    ]

    static let asksWhatIsKept = true

    func run(_ run: Run) async throws(Abort) {
        guard let echo = try await EchoedMembers(run) else {
            return run.skip(Self.rule, "bodies", "no operation makes objects from a JSON object", .nothingToStandOn)
        }
        guard let (name, _) = echo.numbers.first else {
            return run.skip(
                Self.rule, echo.operation.title, "no member without bounds is a number that comes back",
                .nothingToStandOn)
        }
        for text in Self.texts {
            guard let (ask, response) = try await echo.make(name, text, "\(name): \(text)", run) else { continue }
            guard 200..<300 ~= response.status else {
                run.expect("VALIDATION_ERROR", Self.rule, ask, response)
                continue
            }
            run.check(Self.rule, ask)
            let got = response.json?.root[name]?.numberText
            if got.map({ Self.isSame($0, text) }) != true {
                run.fail(Self.rule, ask, expected: "\"\(name)\": \(text)", got: got ?? "no number")
            }
        }
    }

    /// Whether two texts of JSON numbers mean one number, however many digits they have.
    static func isSame(_ left: String, _ right: String) -> Bool { Decimal(left) == Decimal(right) }

    /// Sign, digits without zeros at either end, and the exponent of the last digit.
    private struct Decimal: Equatable {
        var isNegative = false
        var digits = ""
        var exponent = 0

        init(_ text: String) {
            let parts = text.lowercased().split(separator: "e", maxSplits: 1)
            let mantissa = parts.first ?? ""
            exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
            let point = mantissa.firstIndex(of: ".")
            exponent -= point.map { mantissa.distance(from: $0, to: mantissa.endIndex) - 1 } ?? 0
            digits = String(mantissa.filter(\.isNumber).drop { $0 == "0" })
            while digits.last == "0" {
                digits.removeLast()
                exponent += 1
            }
            if digits.isEmpty { exponent = 0 }
            // Minus zero is zero.
            isNegative = mantissa.hasPrefix("-") && !digits.isEmpty
        }
    }
}
