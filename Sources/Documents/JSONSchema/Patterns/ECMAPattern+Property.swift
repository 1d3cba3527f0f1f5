extension ECMAPattern {
    /// "{Name}" or "{Name=Value}" behind "\p", as PCRE2 writes it.
    mutating func takeProperty(isNegated: Bool) throws(PatternError) -> String {
        guard take("{"), let end = input.firstIndex(of: "}") else {
            throw PatternError("\"\\p\" needs a property in braces, as in \\p{Letter}")
        }
        let text = String(input[..<end])
        input = input[input.index(after: end)...]
        let letter = isNegated ? "P" : "p"
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.allSatisfy(Self.isWordCharacter) }) else {
            throw PatternError("\"\(text)\" is no property")
        }
        guard let value = parts.dropFirst().first else {
            if parts[0] == "Assigned" { return #"\"# + (isNegated ? "p" : "P") + "{Cn}" }
            return #"\"# + letter + "{\(Self.categories[parts[0]] ?? parts[0])}"
        }
        switch parts[0] {
        case "General_Category", "gc": return #"\"# + letter + "{\(Self.categories[value] ?? value)}"
        case "Script", "sc": return #"\"# + letter + "{sc:\(value)}"
        case "Script_Extensions", "scx": return #"\"# + letter + "{scx:\(value)}"
        default: throw PatternError("\"\(parts[0])\" is no property with values")
        }
    }

    private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    }

    /// The long names of general categories, which PCRE2 does not know (ECMA-262, table 67).
    private static let categories = [
        "Cased_Letter": "L&", "LC": "L&", "Close_Punctuation": "Pe", "Connector_Punctuation": "Pc", "Control": "Cc",
        "cntrl": "Cc", "Currency_Symbol": "Sc", "Dash_Punctuation": "Pd", "Decimal_Number": "Nd", "digit": "Nd",
        "Enclosing_Mark": "Me", "Final_Punctuation": "Pf", "Format": "Cf", "Initial_Punctuation": "Pi",
        "Letter": "L", "Letter_Number": "Nl", "Line_Separator": "Zl", "Lowercase_Letter": "Ll", "Mark": "M",
        "Combining_Mark": "M", "Math_Symbol": "Sm", "Modifier_Letter": "Lm", "Modifier_Symbol": "Sk",
        "Nonspacing_Mark": "Mn", "Number": "N", "Open_Punctuation": "Ps", "Other": "C", "Other_Letter": "Lo",
        "Other_Number": "No", "Other_Punctuation": "Po", "Other_Symbol": "So", "Paragraph_Separator": "Zp",
        "Private_Use": "Co", "Punctuation": "P", "punct": "P", "Separator": "Z", "Space_Separator": "Zs",
        "Spacing_Mark": "Mc", "Surrogate": "Cs", "Symbol": "S", "Titlecase_Letter": "Lt", "Unassigned": "Cn",
        "Uppercase_Letter": "Lu",
    ]
}
