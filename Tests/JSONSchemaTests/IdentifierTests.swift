import JSON
import JSONSchema
import Testing

@Suite struct IdentifierTests {
    @Test func identifiersAndAnchorsAreFoundFromAnywhere() throws {
        let text = ##"""
            {"$id": "https://example.org/a/root", "items": {"$ref": "part#name"},
             "$defs": {"x": {"$id": "part", "$defs": {"y": {"$anchor": "name", "type": "integer"}}}}}
            """##
        #expect(try faults(text, #"["x"]"#) == ["/0 type: must be an integer, was a string"])
    }

    @Test func documentsAreFoundByURIAndByTheirOwnIdentifier() throws {
        let uri = "https://example.org/types.json"
        let set = try documents([
            uri:
                ##"{"$id": "https://example.org/own", "$defs": {"a": {"type": "string"}, "b": {"$ref": "own#/$defs/a"}}}"##
        ])
        var compiler = SchemaCompiler(documents: set)
        let root = try Document.json(##"{"$ref": "\##(uri)#/$defs/b"}"##.utf8, file: "s.json").root
        #expect(try compiler.compiled(root).faults("5") == [" type: must be a string, was 5"])
    }

    @Test func faultsOfIdentifiersAreFound() throws {
        #expect(
            try problems(##"{"$id": "a#b", "$anchor": "1x"}"##) == [
                ##"1:9 schema-invalid-value: "$id" must have no fragment, was "a#b"; name a place with "$anchor""##,
                ##"1:27 schema-invalid-value: "$anchor" must be a name of letters, digits, "-", "_" and ".", "##
                    + "was a string",
            ])
        #expect(
            try problems(#"{"$defs": {"a": {"$anchor": "x"}, "b": {"$anchor": "x"}}}"#)
                == [##"1:40 schema-repeated-identifier: "#x" names another schema already"##])
    }

    @Test func aMetaschemaMayLeaveOutVocabularies() throws {
        let set = try documents([
            "https://example.org/meta": #"""
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.org/meta",
             "$vocabulary": {"https://json-schema.org/draft/2020-12/vocab/core": true,
                             "https://json-schema.org/draft/2020-12/vocab/applicator": true}}
            """#,
            "https://example.org/strange": #"""
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "$vocabulary": {"https://example.org/v": true}}
            """#,
        ])
        var compiler = SchemaCompiler(documents: set)
        let text = #"{"$schema": "https://example.org/meta", "items": {"minimum": 5}}"#
        let schema = try compiler.compiled(Document.json(text.utf8, file: "s.json").root)
        #expect(try schema.faults("[1]") == [])
        let strange = #"{"$schema": "https://example.org/strange"}"#
        #expect(compiler.compile(try Document.json(strange.utf8, file: "t.json").root) == nil)
        #expect(
            compiler.diagnostics.map(\.message) == [#"dialect "https://example.org/strange" is not supported"#])
    }
}

@Suite struct DynamicReferenceTests {
    static let tree = #"""
        {"$id": "https://example.org/tree", "$dynamicAnchor": "node", "type": "object",
         "properties": {"data": true, "children": {"items": {"$dynamicRef": "#node"}}}}
        """#
    static let strict = #"""
        {"$id": "https://example.org/strict", "$dynamicAnchor": "node", "$ref": "tree", "unevaluatedProperties": false}
        """#

    @Test func theOutermostAnchorCountsAndFaultsSayWhere() throws {
        let set = try documents(["https://example.org/tree": Self.tree])
        var compiler = SchemaCompiler(documents: set, dialect: .draft202012)
        let strict = try compiler.compiled(Document.json(Self.strict.utf8, file: "strict.json").root)
        let tree = try compiler.compiled(try #require(set.documents["https://example.org/tree"]?.root))
        let wrong = #"{"children": [{"data": 1}, {"daat": 1}]}"#
        #expect(
            try strict.faults(wrong)
                == [#"/children/1/daat unevaluatedProperties: unknown member "daat"; did you mean "data"?"#])
        #expect(try tree.faults(wrong) == [])
        #expect(try tree.faults(#"{"children": [5]}"#) == ["/children/0 type: must be an object, was 5"])
    }

    @Test func alternativesBehindADynamicReferenceAreExplained() throws {
        let text = #"""
            {"$id": "https://example.org/a", "$ref": "list", "$defs": {
              "item": {"$dynamicAnchor": "item", "oneOf": [{"type": "object", "required": ["a"]}, {"type": "null"}]},
              "list": {"$id": "list", "items": {"$dynamicRef": "#item"}, "$defs": {"any": {"$dynamicAnchor": "item"}}}}}
            """#
        #expect(try faults(text, "[null, {}]") == [#"/1 required: is missing required member "a""#])
    }
}
