/// A syntax error in libyaml's words, and what it means for the person who wrote the file.
struct SyntaxProblem {
    var problem: String
    var context: String
    /// Characters before the error.
    var mark: Int
    /// Characters before the thing that libyaml was in the middle of.
    var contextMark: Int
    /// Byte offset, for errors in the encoding, which have no mark.
    var byte: Int?

    /// Whether the start of the unfinished thing tells more than the place where libyaml gave up.
    var isBestShownAtContext: Bool {
        problem == "found unexpected end of stream" || problem == "could not find expected ':'"
    }

    /// Whether it does so once the two are on different lines: a bracket left open is noticed late.
    var isBestShownAtContextAbove: Bool { problem.hasPrefix("did not find expected ','") }

    /// A sentence and a way out, given what stands at the place of the error.
    func explanation(at character: Unicode.Scalar?, startsLine: Bool) -> (message: String, help: String?) {
        switch (problem, character) {
        case (_, "\t") where problem.hasPrefix("found character") || problem.contains("tab"):
            ("a tab stands where YAML expects spaces", "indent with spaces, YAML forbids tabs there")
        case ("found character that cannot start any token", let scalar?):
            ("a value cannot start with \"\(scalar)\"", "put the value in quotes")
        case ("did not find expected key", ":"): ("a key is missing before the \":\"", nil)
        case ("did not find expected node content", ":"):
            ("nothing stands before this \":\"", "give a key, or quote a text that starts with \":\"")
        case ("did not find expected key", _) where !startsLine:
            (
                "there is more text behind the end of the value",
                "put all of it in quotes; inside '' a ' is written twice"
            )
        default: Self.known[problem] ?? (Self.sentence(problem, context), nil)
        }
    }

    /// Falls back to libyaml's own words.
    private static func sentence(_ problem: String, _ context: String) -> String {
        context.isEmpty ? problem : "\(problem), \(context)"
    }

    private static let known: [String: (message: String, help: String?)] = [
        "mapping values are not allowed in this context": (
            "a \":\" stands where no key can be",
            "quote a value that contains \": \", or check the indentation of this line"
        ),
        "did not find expected key": (
            "this does not continue the mapping above it",
            "indent it like the other keys, and write it as \"key: value\""
        ),
        "could not find expected ':'": (
            "this key has no \":\" behind it", "write \"key: value\", or quote a text of several lines"
        ),
        "did not find expected '-' indicator": (
            "this does not continue the sequence above it", "start it with \"- \" in the column of the other entries"
        ),
        "block sequence entries are not allowed in this context": (
            "a sequence entry cannot start here", "put \"- \" on a line of its own below the key"
        ),
        "block mapping entries are not allowed in this context": (
            "a key cannot start here", "put the key on a line of its own"
        ),
        "did not find expected ',' or ']'": (
            "this sequence in \"[ ]\" goes on without a \",\" or is not closed", "add the missing \",\" or \"]\""
        ),
        "did not find expected ',' or '}'": (
            "this mapping in \"{ }\" goes on without a \",\" or is not closed", "add the missing \",\" or \"}\""
        ),
        "did not find expected node content": (
            "a value is missing here", "give a value, or quote what is meant as text"
        ),
        "found unexpected end of stream": ("the quoted text that starts here is never closed", "add the closing quote"),
        "found unexpected document indicator": (
            "a document marker stands inside a quoted text", "close the quote, or indent the line"
        ),
        "did not find expected hexdecimal number": (
            "this escape needs hexadecimal digits", "write \"\\\\\" for a backslash, or use single quotes"
        ),
        "did not find expected comment or line break": (
            "nothing but a comment can follow here", "put the text on the next line"
        ),
        "found unknown escape character": (
            "this escape is not known in double quotes", "write \"\\\\\" for a backslash, or use single quotes"
        ),
        "did not find expected <document start>": (
            "there is text behind the end of the document", "one document a file; check the indentation"
        ),
        "found undefined tag handle": ("the tag's handle is not declared", "remove the tag"),
        "control characters are not allowed": (
            "a control character is not allowed in YAML", "remove it, or escape it in double quotes"
        ),
        "found unexpected ':'": ("a \":\" stands inside an unquoted text", "put the text in quotes"),
        "did not find expected alphabetic or numeric character": (
            "an anchor or alias has no proper name",
            "use letters, digits, - and _ only; quote a text with \"*\" or \"&\""
        ),
        "found unknown directive name": ("this directive is not known", "remove the line; quote a text with \"%\""),
        "found incompatible YAML document": ("this version of YAML is not known", "write \"%YAML 1.2\" or nothing"),
    ]
}
