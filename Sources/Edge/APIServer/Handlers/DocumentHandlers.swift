import APISpec
import Gateway
import JSON

/// The specification itself, as callers get it.
struct DocumentHandlers: HandlerGroup {
    static let operations: [String: @Sendable (Self) -> @Sendable (Call) async throws -> Answer] = [
        "getOpenAPI": openAPI, "getAsyncAPI": asyncAPI,
    ]

    private struct Published: Sendable {
        let document: JSONValue
        /// A strong validator (RFC 9110 section 8.8.3): it changes with any byte.
        let tag: String

        init(_ document: JSONValue) {
            self.document = document
            tag = "\"\(Fingerprint.hex(document.jsonBytes).prefix(32))\""
        }
    }

    private let openAPIDocument: Published
    private let asyncAPIDocument: Published

    init(_ documents: PublishedDocuments) {
        openAPIDocument = Published(documents.openAPI)
        asyncAPIDocument = Published(documents.asyncAPI ?? [:])
    }

    @Sendable private func openAPI(_ call: Call) async throws -> Answer { answer(openAPIDocument, to: call) }

    @Sendable private func asyncAPI(_ call: Call) async throws -> Answer { answer(asyncAPIDocument, to: call) }

    private func answer(_ published: Published, to call: Call) -> Answer {
        let headers = [("ETag", published.tag), ("Cache-Control", "no-cache")]
        let known = call.parameters.string("If-None-Match") ?? ""
        if Self.names(known, published.tag) { return Answer(304, headers: headers) }
        return Answer(200, published.document, headers: headers)
    }

    /// Whether the list has the tag, weak or strong, or is "*" (RFC 9110 section 13.1.2).
    private static func names(_ list: String, _ tag: String) -> Bool {
        list.split(separator: ",").contains { part in
            var one = part.drop { $0 == " " || $0 == "\t" }
            while one.last == " " || one.last == "\t" { one = one.dropLast() }
            if one.hasPrefix("W/") { one = one.dropFirst(2) }
            return one == tag || one == "*"
        }
    }
}
