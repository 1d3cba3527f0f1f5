import Foundation
import TestSupport
import Testing

@testable import APISpec

/// The tables are complete, and the documentation says what they say.
@Suite struct ShapeTests {
    @Test func everyNameHasAShape() {
        #expect(Set(Shape.all.keys).union(Shape.anybodys31.keys) == Set(ShapeName.allCases))
    }

    @Test func onlyTheseKeysAreOurs() {
        #expect(
            Shape.extensionKeys.keys.sorted() == [
                "x-deadline-ms", "x-echo", "x-error-codes", "x-idempotency", "x-invariants", "x-lifecycle", "x-order",
                "x-owner", "x-pagination", "x-ratelimit-category", "x-replay", "x-replies", "x-slo", "x-unprovoked",
                "x-volatile",
            ])
    }

    @Test func theDocumentationNamesEveryKeyAndCode() throws {
        let text = try String(contentsOfFile: "\(Suites.packageRoot)/docs/spec-extensions.md", encoding: .utf8)
        let limits =
            [LimitKey<RequestLimits>].request.map { "request.\($0.name)" }
            + [LimitKey<ConnectionLimits>].connection.map { "connection.\($0.name)" }
            + [LimitKey<WebSocketLimits>].websocket.map { "websocket.\($0.name)" }
        let words =
            limits + Shape.extensionKeys.keys + ImpliedCodeCheck.rules.map(\.code)
            + (Shape.all[.rateLimit]?.fields.keys.map { $0 } ?? [])
            + (Shape.all[.errorEntry]?.fields.keys.map { $0 } ?? [])
        for word in words { #expect(text.contains("`\(word)`"), "docs/spec-extensions.md lacks \(word)") }
    }

    @Test func theShippedDefaultsAreThoseOfASingleDocument() throws {
        let limits = try ShippedSpec.contract().limits
        #expect(limits.request == RequestLimits())
        #expect(limits.connection == ConnectionLimits())
        #expect(limits.websocket == WebSocketLimits())
    }
}
