import JSON

/// Remedies for a text of the wrong length or shape.
extension Remedies {
    func texts(_ fault: Violation, _ sight: Sight) -> [Remedy] {
        guard !sight.isSecret, let text = sight.value.stringValue else { return [] }
        var found = tidied(text).map { Remedy.put(.string($0), at: sight.place, cost: 1) }
        if fault.keyword == "maxLength",
            let most = sight.parts.values(of: "maxLength", for: fault).compactMap(\.int).min(), most >= 0
        {
            let cut = String(String.UnicodeScalarView(text.unicodeScalars.prefix(most)))
            found.append(.put(.string(cut), at: sight.place, cost: 4, loses: true))
        }
        if fault.keyword == "pattern" { found += respelt(text).map { .put(.string($0), at: sight.place, cost: 1.5) } }
        return found
    }

    /// Without spaces around it.
    private func tidied(_ text: String) -> [String] {
        let trimmed = text.trimmed
        return trimmed == text ? [] : [trimmed]
    }

    /// In another case or with other separators: what patterns of names most often want.
    private func respelt(_ text: String) -> [String] {
        let trimmed = text.trimmed
        guard trimmed.utf8.count <= 256 else { return [] }
        let separated = ["-", "_", ""].map { separator in
            trimmed.map { $0 == " " || $0 == "_" || $0 == "-" ? separator : String($0) }.joined()
        }
        let all = [trimmed.lowercased(), trimmed.uppercased()] + separated + separated.map { $0.lowercased() }
        return all.distinct.filter { $0 != text }
    }

    func formats(_ fault: Violation, _ sight: Sight) -> [Remedy] {
        guard !sight.isSecret, let text = sight.value.stringValue, text.utf8.count <= 4_096 else { return [] }
        let formats = sight.parts.values(of: "format", for: fault).compactMap(\.string).distinct
        return tidied(text).map { .put(.string($0), at: sight.place, cost: 1) }
            + formats.flatMap { FormatRepair.spellings(of: text.trimmed, as: $0) }.map { spelling in
                switch spelling.trust {
                case .same: .put(.string(spelling.text), at: sight.place, cost: 1.2)
                case .guess: .guess(.string(spelling.text), at: sight.place, cost: 3)
                case .part: .put(.string(spelling.text), at: sight.place, cost: 3.5, loses: true)
                }
            }
    }
}

/// Other spellings of a text that may have the format it should have.
enum FormatRepair {
    enum Trust {
        /// It says the same.
        case same
        /// Something was added that the sender has not said, such as a time zone.
        case guess
        /// Something was left out.
        case part
    }

    static func spellings(of text: String, as format: String) -> [(text: String, trust: Trust)] {
        switch format {
        case "date-time": dateTimes(text)
        case "date": dates(text)
        case "time": [(text + "Z", .guess), (text + ":00Z", .guess)]
        case "uuid": identifiers(text)
        case "email": mails(text)
        case "uri", "uri-reference", "url":
            [(text.percentEncoded, .same), ("https://" + text, .guess), ("https://" + text.percentEncoded, .guess)]
        case "hostname": hosts(text)
        case "byte": base64(text)
        case "ipv4":
            [(text.split(separator: ".").map { Int($0).map(String.init) ?? "" }.joined(separator: "."), .same)]
        case "ipv6": [(String(text.filter { $0 != "[" && $0 != "]" }), .same)]
        case "json-pointer": [("/" + text.replacing(".", with: "/"), .guess), ("/" + text, .guess)]
        case "duration": [(text.uppercased(), .same), ("PT" + text.uppercased(), .guess), ("PT" + text + "S", .guess)]
        default: []
        }
    }

    private static func dateTimes(_ text: String) -> [(String, Trust)] {
        var whole = text
        if let index = whole.dropFirst(10).firstIndex(where: { $0 == " " || $0 == "t" }) {
            whole.replaceSubrange(index...index, with: "T")
        }
        whole = whole.replacing(" ", with: "").replacing("z", with: "Z").replacing("/", with: "-")
        var found: [(String, Trust)] = [(whole, .same)]
        if whole.utf8.count >= 5 { found.append((String(whole.dropLast(2)) + ":" + whole.suffix(2), .same)) }
        found += [(whole + "Z", .guess), (whole + ":00Z", .guess), (whole + "T00:00:00Z", .guess)]
        return found
    }

    private static func dates(_ text: String) -> [(String, Trust)] {
        let dashed = text.replacing("/", with: "-").replacing(".", with: "-")
        let parts = dashed.split(separator: "-").map(String.init)
        var found: [(String, Trust)] = [(dashed, .same)]
        if parts.count == 3, parts[0].count == 4 {
            let padded = parts.map { $0.count == 1 ? "0" + $0 : $0 }
            found.append((padded.joined(separator: "-"), .same))
        }
        if parts.count == 3, parts[2].count == 4 {
            let padded = parts.map { $0.count == 1 ? "0" + $0 : $0 }
            found += [([padded[2], padded[1], padded[0]].joined(separator: "-"), .guess)]
            found += [([padded[2], padded[0], padded[1]].joined(separator: "-"), .guess)]
        }
        if text.utf8.count == 8 {
            let digits = Array(text)
            found.append((String(digits[0..<4]) + "-" + String(digits[4..<6]) + "-" + String(digits[6..<8]), .same))
        }
        return found + [(String(dashed.prefix(10)), .part)]
    }

    private static func identifiers(_ text: String) -> [(String, Trust)] {
        let digits = Array(text.lowercased().replacing("urn:uuid:", with: "").filter(\.isHexDigit))
        guard digits.count == 32 else { return [] }
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        return [(groups.joined(separator: "-"), .same)]
    }

    private static func mails(_ text: String) -> [(String, Trust)] {
        let bare = text.replacing("mailto:", with: "")
        let inner = bare.split(separator: "<").last?.split(separator: ">").first.map(String.init) ?? bare
        return [
            (inner, .same), (inner.replacing(" at ", with: "@").replacing(" dot ", with: "."), .same),
            (inner.replacing(" ", with: ""), .same),
        ]
    }

    private static func hosts(_ text: String) -> [(String, Trust)] {
        let bare = text.split(separator: "/", omittingEmptySubsequences: true).first { !$0.hasSuffix(":") }.map(
            String.init)
        let host = bare?.split(separator: ":").first.map(String.init)
        return [(bare ?? text, .part), (host ?? text, .part), (text.replacing("_", with: "-"), .guess)]
    }

    private static func base64(_ text: String) -> [(String, Trust)] {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/").filter { !$0.isWhitespace }
        let bare = standard.prefix { $0 != "=" }
        return [(standard, .same), (bare + String(repeating: "=", count: (4 - bare.count % 4) % 4), .same)]
    }
}

extension String {
    /// With what a URI may not hold as it is written as percent and two digits (RFC 3986 section 2.1).
    fileprivate var percentEncoded: String {
        var output = ""
        for byte in utf8 {
            if byte > 0x20, byte < 0x7F, !"\"<>\\^`{|}".utf8.contains(byte) {
                output.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                output += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        return output
    }
}
