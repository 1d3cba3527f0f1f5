import NIOHTTP1

/// Puts the parser's errors into words for the client.
enum ParserFault {
    static func fault(for error: HTTPParserError) -> TransportFault {
        error == .headerOverflow ? .headTooLarge : .malformed(sentence(for: error))
    }

    private static func sentence(for error: HTTPParserError) -> String {
        switch error {
        case .invalidMethod: "the method is not known"
        case .invalidURL: "the request target holds a character that is not allowed"
        case .invalidVersion: "the request line does not end with HTTP/1.0 or HTTP/1.1"
        case .invalidHeaderToken: "a field name or value holds a character that is not allowed"
        case .invalidContentLength: "Content-Length is not a number"
        case .unexpectedContentLength: "Content-Length is given twice or beside Transfer-Encoding"
        case .invalidChunkSize: "a chunk size is not a hexadecimal number"
        case .lfExpected: "a line does not end with CR LF"
        case .invalidEOFState: "the connection ended inside a request"
        case .closedConnection: "bytes came behind a request that asked to close"
        // NIO has no case of its own for either.
        case .unknown: "Transfer-Encoding is not understood, or a line does not end with CR LF"
        default: "the bytes are not an HTTP request"
        }
    }
}
