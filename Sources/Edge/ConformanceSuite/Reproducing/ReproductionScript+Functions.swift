import APISpec

/// The functions that scripts are written with.
extension ReproductionScript {
    /// Stands for eight digits that are others in each run of a script.
    static let nonce = "\u{2}NONCE\u{2}\u{2}"

    /// Prints the access token of a name and a password.
    static func login(_ operation: JudgedOperation) -> [String] {
        [
            "login() {",
            "  curl -sS -X \(operation.operation.method) -H 'Content-Type: application/json' "
                + "\"$URL\(operation.operation.path.text)\" \\",
            "    --data-binary \"{\\\"username\\\": \\\"$(text \"$1\")\\\", \\\"password\\\": \\\"$(text \"$2\")\\\"}\" |",
            "    sed -n 's/.*\"access_token\" *: *\"\\([^\"]*\\)\".*/\\1/p'", "}",
            "text() { printf %s \"$1\" | sed 's/[\"\\\\]/\\\\&/g'; }",
        ]
    }

    /// Prints the first string member of a name in JSON.
    static let member = #"""
        member() {
          tr '{},' '\n\n\n' | sed -n 's/^[[:space:]]*"'"$1"'"[[:space:]]*:[[:space:]]*"\(.*\)"[[:space:]]*$/\1/p' | head -n 1
        }
        """#

    /// Prints the last segment of the Location field.
    static let location = #"""
        location() { tr -d '\r' | sed -n 's/^[Ll]ocation: *.*\///p'; }
        """#

    /// Sends standard input as it is, and prints what comes back.
    static let exchange = #"""
        exchange() {
          python3 -c '
        import socket, sys, urllib.parse
        url = urllib.parse.urlsplit(sys.argv[1])
        with socket.create_connection((url.hostname, url.port or 80), 10) as link:
            link.sendall(sys.stdin.buffer.read())
            link.settimeout(3)
            try:
                while data := link.recv(65536):
                    sys.stdout.buffer.write(data)
            except TimeoutError:
                pass
        ' "$URL"
        }
        """#
}

extension RawRequest {
    /// Whether curl can send it as it is.
    var isForCurl: Bool {
        let isToken = { (text: String) in
            !text.isEmpty && text.utf8.allSatisfy { 0x21..<0x7F ~= $0 && !"()<>@,;:\\\"/[]?={}".utf8.contains($0) }
        }
        let framing = ["host", "content-length", "transfer-encoding", "connection", "expect"]
        return isToken(method) && target.hasPrefix("/")
            && target.utf8.allSatisfy { 0x21..<0x7F ~= $0 && $0 != UInt8(ascii: "#") }
            && headers.allSatisfy { field in
                isToken(field.name) && !framing.contains(field.name.lowercased())
                    && field.value.utf8.allSatisfy { 0x20...0x7E ~= $0 || $0 == 2 } && !field.value.hasPrefix(" ")
                    && !field.value.hasSuffix(" ")
            }
    }

    /// Whether a text stands in a field or in the body.
    func holds(_ text: String) -> Bool {
        target.contains(text) || headers.contains { $0.value.contains(text) }
            || body.map { String(decoding: $0, as: UTF8.self).contains(text) } ?? false
    }
}

extension String {
    /// As the end of a shell variable's name.
    var variable: String {
        String(uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    var onOneLine: String { String(map { $0.isNewline ? " " : $0 }) }
}
