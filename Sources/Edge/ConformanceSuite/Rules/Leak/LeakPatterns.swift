/// What betrays the inside of a server: traces, paths, statements, types.
enum LeakPatterns {
    /// Each text with what it is.
    private static let marks: [(what: String, texts: [String])] = [
        (
            "a stack trace",
            [
                "Traceback (most recent call last)", "Fatal error:", "goroutine ", "panic:", "at java.", "at org.",
                "\tat ",
                "Exception in thread", "stack backtrace:", "#0 0x", "NullPointerException",
                "System.NullReferenceException",
                "    at Object.", "node:internal",
            ]
        ),
        (
            "a path of the server's files",
            [
                "/home/", "/root/", "/usr/lib", "/usr/local/", "/var/www", "/var/lib", "/app/src", "/opt/", "/Users/",
                "C:\\\\", "site-packages", "node_modules", ".swift:", ".py\\\", line", ".go:", ".java:", ".rb:",
                ".php on line",
            ]
        ),
        (
            "a statement or an error of a database",
            [
                "SQLSTATE", "sqlite3.", "SQLite error", "syntax error at or near", "ORA-0", "psycopg", "SELECT * FROM",
                "near \\\"",
            ]
        ),
        (
            "a type of the program",
            [
                "Swift.", "DecodingError", "java.lang.", "org.springframework", "pydantic_core", "werkzeug.",
                "TypeError:", "KeyError:",
            ]
        ),
    ]

    /// What a text betrays; nil where nothing does.
    static func find(in text: String, except sent: String = "") -> (what: String, text: String)? {
        for (what, texts) in marks {
            // What the caller has sent may be given back.
            if let found = texts.first(where: { text.contains($0) && !sent.contains($0) }) { return (what, found) }
        }
        return nil
    }
}
