import JSON
import Testing

@testable import SchemaInstances

@Suite struct ViolationsTests {
    static let schema = #"""
        {"type": "object", "additionalProperties": false, "required": ["title"], "properties": {
            "title": {"type": "string", "minLength": 1, "maxLength": 5},
            "kind": {"type": "string", "enum": ["red", "blue"]},
            "code": {"type": "string", "pattern": "^[a-z]{3}$"},
            "when": {"type": "string", "format": "date"},
            "level": {"type": "integer", "minimum": 1, "maximum": 10},
            "ports": {"type": "array", "items": {"type": "integer", "exclusiveMinimum": 0}, "minItems": 1, "maxItems": 2, "uniqueItems": true}
        }}
        """#
    static let base: JSONValue = [
        "title": "abc", "kind": "red", "code": "abc", "when": "2025-01-21", "level": 5, "ports": [1],
    ]

    @Test func breaksEveryKeywordAndNothingElse() throws {
        let pair = try SchemaPair(Self.schema)
        #expect(pair.accepts(Self.base))
        var broken: Set<String> = []
        for variant in Violations().variants(of: Self.base, pair.view) {
            let found = pair.broken(by: variant.value)
            #expect(found == [variant.keyword], "\(variant.pointer) \(variant.what): \(found)")
            broken.formUnion(found)
        }
        #expect(
            broken == [
                "type", "required", "additionalProperties", "minLength", "maxLength", "enum", "pattern", "format",
                "minimum", "maximum", "exclusiveMinimum", "minItems", "maxItems", "uniqueItems",
            ])
    }

    @Test func standsOneBesideTheBound() throws {
        let pair = try SchemaPair(Self.schema)
        let level = Violations().variants(of: Self.base, pair.view).filter { $0.pointer.description == "/level" }
        let bounds = level.filter { $0.keyword != "type" }.map { $0.value["level"] }
        #expect(bounds == [0, 11])
        let types = level.filter { $0.keyword == "type" }.map { $0.value["level"]?.jsonText }
        #expect(types == ["null", "true", "1.5", "\"1\"", "[]", "{}"])
    }

    @Test func namesTheLineOfTheKeyword() throws {
        let pair = try SchemaPair(Self.schema)
        let variant = Violations().variants(of: Self.base, pair.view).first { $0.keyword == "maximum" }
        #expect(variant?.location?.line == 6)
    }

    @Test func standsExactlyOnTheBound() throws {
        let pair = try SchemaPair(Self.schema)
        let variants = Boundaries().variants(of: Self.base, pair.view)
        for variant in variants { #expect(pair.accepts(variant.value), "\(variant.pointer) \(variant.what)") }
        func values(_ name: String) -> [JSONValue?] {
            variants.filter { $0.pointer.tokens == [name] }.map { $0.value[name] }
        }
        #expect(values("level") == [1, 10])
        #expect(values("kind") == ["red", "blue"])
        #expect(values("title").contains("mmmmm"))
        #expect(values("title").contains(.string(String(repeating: "\u{1F600}", count: 5))))
        #expect(values("ports").map { $0?.arrayValue?.count } == [1, 2])
    }

    @Test func changesAndTakesAwayPlaces() {
        let value: JSONValue = ["a": ["b": [1, 2]]]
        #expect(value.replacing(["a", "b", "1"][...], with: 3) == ["a": ["b": [1, 3]]])
        #expect(value.replacing(["a", "b"][...], with: nil) == ["a": [:]])
        #expect(value.at(["a", "b", "0"][...]) == 1)
    }
}
