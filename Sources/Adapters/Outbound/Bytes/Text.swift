extension StringProtocol {
    /// Whether there is nothing but the ASCII digits 0 to 9 in it.
    var isDigits: Bool { utf8.allSatisfy { (0x30...0x39).contains($0) } }
}

extension String {
    /// The text cut to 80 characters without control characters, fit for an error message.
    var shown: String {
        unicodeScalars.count > 80 ? printable.prefix(80) + "…" : printable
    }

    /// The text with control characters replaced and cut to 512 characters: it comes from another machine.
    var printable: String {
        let scalars = unicodeScalars.prefix(512).map { scalar in
            Self.invisible.contains(scalar.properties.generalCategory) ? "?" : Character(scalar)
        }
        return String(scalars)
    }

    private static let invisible: Set<Unicode.GeneralCategory> = [.control, .format, .surrogate, .lineSeparator]
}
