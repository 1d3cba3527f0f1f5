import JSON
import JSONSchema
import Testing

@Suite struct ReferenceTests {
    @Test func schemasMayBeRecursive() throws {
        let text = #"""
            {"type": "object", "required": ["value"],
             "properties": {"value": {"type": "integer"}, "next": {"$ref": "#"}, "children": {"items": {"$ref": "#"}}}}
            """#
        #expect(try faults(text, #"{"value": 1, "next": {"value": 2, "children": [{"value": 3}]}}"#) == [])
        #expect(
            try faults(text, #"{"value": 1, "next": {"value": 2, "children": [{"value": "x"}, {}]}}"#) == [
                "/next/children/0/value type: must be an integer, was a string",
                #"/next/children/1 required: is missing required member "value""#,
            ])
    }

    static let files = [
        "spec/openapi.yaml": #"{"a": {"properties": {"who": {"$ref": "parts/user.yaml#/User"}}}}"#,
        "spec/parts/user.yaml": #"""
        {"User": {"properties": {"boss": {"$ref": "#/User"}, "home": {"$ref": "../openapi.yaml#/a"},
                                 "name": {"type": "string"}}}}
        """#,
    ]

    @Test func referencesCrossFiles() throws {
        let set = try documents(Self.files)
        var compiler = SchemaCompiler(documents: set)
        let root = try #require(set.documents["spec/openapi.yaml"]?.root["a"])
        let schema = try compiler.compiled(root)
        let found = schema.violations(of: try value(#"{"who": {"boss": {"home": {"who": {"name": 5}}}}}"#))
        #expect(
            found == [
                Violation(
                    instance: JSONPointer(tokens: ["who", "boss", "home", "who", "name"]), keyword: "type",
                    message: "must be a string, was 5",
                    schema: SourceLocation(file: "spec/parts/user.yaml", line: 2, column: 35))
            ])
    }

    @Test func laterSchemasUseWhatWasCompiled() throws {
        let set = try documents(Self.files)
        var compiler = SchemaCompiler(documents: set)
        let user = try #require(set.documents["spec/parts/user.yaml"]?.root["User"])
        let root = try #require(set.documents["spec/openapi.yaml"]?.root["a"])
        let first = try compiler.compiled(user)
        let second = try compiler.compiled(root)
        let again = try compiler.compiled(user)
        let instance = try value(#"{"who": {"name": 5}}"#)
        #expect(second.violations(of: instance).map(\.instance.description) == ["/who/name"])
        #expect(first.violations(of: try value(#"{"home": {"who": {"name": 5}}}"#)).count == 1)
        #expect(again.node.index == user.index)
        #expect(again.accepts(instance))
    }

    @Test func newSchemasMayLeadToOldOnes() throws {
        let set = try documents(["a.json": ##"{"old": {"type": "string"}, "new": {"items": {"$ref": "#/old"}}}"##])
        var compiler = SchemaCompiler(documents: set)
        let root = try #require(set.documents["a.json"]?.root)
        let old = try #require(root["old"])
        let new = try #require(root["new"])
        #expect(compiler.compile(old) != nil)
        let schema = try compiler.compiled(new)
        #expect(schema.itemKinds == [.string])
        #expect(try schema.faults("[1]") == ["/0 type: must be a string, was 1"])
    }

    @Test func endlessRecursionIsRefused() throws {
        let message =
            "schema-endless-recursion: the schema leads back to itself without end; recursion must go "
            + #"through "properties", "items" or another keyword that enters the value"#
        #expect(try problems(##"{"$ref": "#"}"##) == ["1:2 \(message)"])
        #expect(
            try problems(##"{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"anyOf": [{"$ref": "#/$defs/a"}, {}]}}}"##)
                == ["1:57 \(message)"])
        #expect(try problems(##"{"properties": {"a": {"$ref": "#"}}, "not": {"items": {"$ref": "#"}}}"##) == [])
    }

    @Test func brokenReferencesAreExplained() throws {
        let text = ##"""
            {
              "properties": {
                "a": {"$ref": "#/$defs/Taks"}, "b": {"$ref": "#name"}, "c": {"$ref": "other.json#/x"},
                "d": {"$ref": "https://example.com/schema"}, "e": {"$ref": 5}
              },
              "$defs": {"Task": {}}
            }
            """##
        #expect(
            try problems(text) == [
                ##"3:19 schema-unresolved-reference: reference "#/$defs/Taks" leads nowhere; did you mean "#/$defs/Task"?"##,
                ##"3:50 schema-unresolved-reference: reference "#name" leads nowhere; no "$anchor" of that name "##
                    + "is in the schema",
                ##"3:74 schema-unresolved-reference: reference "other.json#/x" leads nowhere"##,
                ##"4:19 schema-unresolved-reference: reference "https://example.com/schema" leads nowhere; "##
                    + #"nothing is fetched: refer to schemas by file name, or to the "$id" of one that is here"#,
                ##"4:64 schema-invalid-value: "$ref" must be a string, was 5"##,
            ])
    }

    @Test func keywordsBesideAReferenceCount() throws {
        let text = ##"{"$ref": "#/$defs/a", "maximum": 5, "$defs": {"a": {"type": "integer"}}}"##
        #expect(try faults(text, "6") == [" maximum: must be at most 5, was 6"])
        #expect(try faults(text, #""x""#) == [" type: must be an integer, was a string"])
    }
}
