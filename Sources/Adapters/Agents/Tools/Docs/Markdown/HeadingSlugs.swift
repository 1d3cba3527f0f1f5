/// The anchors that GitHub gives to headings.
struct HeadingSlugs {
    private var seen: [String: Int] = [:]

    /// The anchor of the next heading of the document: of repeated ones the later get `-1`, `-2` and so on.
    mutating func next(_ heading: String) -> String {
        let base = Self.slug(heading)
        var slug = base
        while seen[slug] != nil {
            seen[base, default: 0] += 1
            slug = "\(base)-\(seen[base, default: 0])"
        }
        seen[slug] = 0
        return slug
    }

    /// In lower case, a hyphen for each space, without what is neither letter, mark, digit, hyphen nor underscore.
    static func slug(_ heading: String) -> String {
        var slug = String.UnicodeScalarView()
        for scalar in heading.lowercased().unicodeScalars {
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
                .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .connectorPunctuation:
                slug.append(scalar)
            default:
                if scalar == "-" { slug.append(scalar) } else if scalar == " " || scalar == "\n" { slug.append("-") }
            }
        }
        return String(slug)
    }
}
