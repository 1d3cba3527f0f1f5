/// The cases of yaml-test-suite that are valid YAML 1.2 and refused all the same, each with the reason.
enum YAMLExceptions {
    struct Group {
        let reason: String
        /// The code of the first diagnostic.
        let code: String
        let cases: Set<String>
    }

    /// libyaml is a parser of YAML 1.1, with some of 1.2; this is what it does not take.
    static let ofLibYAML = [
        Group(
            reason: "a mapping in braces whose key and \":\" stand apart, or whose \":\" touches the value",
            code: "yaml-syntax",
            cases: ["4MUZ/00", "4MUZ/01", "4MUZ/02", "5MUD", "9SA2", "K3WX", "NJ66", "UT92", "VJP3/01"]),
        Group(
            reason: "text in a flow collection that starts with \":\" or \"?\"", code: "yaml-syntax",
            cases: ["58MP", "5T43", "CFD4", "DBG4", "HM87/00", "652Z", "HM87/01"]),
        Group(
            reason: "\":\" within text in a flow collection, or an empty key there", code: "yaml-syntax",
            cases: ["4ABK", "FRK4"]),
        Group(
            reason: "an empty key in a block mapping, which could be no member of an object either",
            code: "yaml-syntax", cases: ["2JQS", "6M2F", "NHX8", "NKF9", "S3PD", "SM9W/01", "UKK6/00"]),
        Group(
            reason: "a tab as separation, or in a line of nothing else", code: "yaml-syntax",
            cases: [
                "6BCT", "6CA3", "96NN/00", "96NN/01", "A2M4", "DK95/00", "DK95/03", "DK95/04", "Q5MG", "R4YG",
                "Y79Y/001", "Y79Y/010",
            ]),
        Group(
            reason: "directives other than %YAML 1.1, %YAML 1.2 and %TAG, and a % at the start of a line of text",
            code: "yaml-syntax", cases: ["2LFX", "6LVF", "MUS6/05", "MUS6/06", "BEC7", "W4TN"]),
        Group(
            reason: "a name of an anchor beyond letters, digits, \"-\" and \"_\"", code: "yaml-syntax",
            cases: ["8XYN", "W5VH"]),
        Group(reason: "a block scalar at the root without indentation", code: "yaml-syntax", cases: ["DK3J", "FP8R"]),
        Group(
            reason: "bare documents, or none, around an end mark", code: "yaml-syntax",
            cases: ["7Z25", "M7A3", "HWV9", "QT73"]),
    ]

    /// What these files are for has no use for it.
    static let ofOurs = [
        Group(
            reason: "an anchor that a \":\" touches: one reader takes it into the name, another does not",
            code: "yaml-anchor", cases: ["2SXE", "Y2GN"]),
        Group(
            reason: "several documents in a file", code: "yaml-documents",
            cases: [
                "35KP", "6XDY", "6ZKB", "9DXL", "9KAX", "JHB9", "KSS4", "L383", "PUW8", "RZT7", "U9NS",
            ]),
        Group(reason: "a file without a document", code: "yaml-empty", cases: ["8G76", "98YD", "AVM7"]),
        Group(
            reason: "a key that is no text, and so no member of an object", code: "yaml-key",
            cases: [
                "4FJ6", "6BFJ", "6PBE", "9MMW", "KK5P", "LX3P", "M2N8/00", "M2N8/01", "M5DY", "Q9WF", "RZP5", "SBG9",
                "V9D5", "X38W", "XW4D", "DFF7", "PW8X",
            ]),
        Group(
            reason: "a tag outside of the core schema", code: "yaml-tag",
            cases: [
                "2XXW", "565N", "5TYM", "6CK3", "6WLZ", "7FWL", "9WXW", "C4HZ", "CC74", "CUP7", "FH7J", "J7PZ", "M5C3",
                "P76L", "UGM3", "Z67P", "Z9M4",
            ]),
    ]

    static func text(_ title: String, _ groups: [Group]) -> String {
        let count = groups.reduce(0) { $0 + $1.cases.count }
        let lines = groups.map { "  \($0.reason): \($0.cases.sorted().joined(separator: " "))" }
        return (["\(title): \(count) cases"] + lines).joined(separator: "\n")
    }
}
