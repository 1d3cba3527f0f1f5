import JSON
import JSONSchema
import Testing

@Suite struct SchemaCompilerTests {
    @Test func findsAllMistakesAtOnce() throws {
        let text = ##"""
            {
              "tpye": "string",
              "type": "strnig",
              "minLength": -1,
              "maximum": "ten",
              "exclusiveMinimum": true,
              "multipleOf": 0,
              "required": true,
              "properties": {
                "a": {"enum": "x", "items": [{}]},
                "b": 5,
                "c": {"nullable": true, "$id": "x", "x-mine": {}}
              },
              "oneOf": [],
              "$schema": "http://json-schema.org/draft-04/schema#"
            }
            """##
        #expect(
            try problems(text) == [
                #"2:3 schema-unknown-keyword: unknown keyword "tpye"; did you mean "type"?"#,
                #"3:11 schema-invalid-value: unknown type "strnig"; did you mean "string"?"#,
                #"4:16 schema-invalid-value: "minLength" must be a whole number that is not negative, was -1"#,
                #"5:14 schema-invalid-value: "maximum" must be a number, was a string"#,
                #"6:23 schema-invalid-value: "exclusiveMinimum" must be a number, was true; "#
                    + #"booleans are of OpenAPI 3.0: write the bound here instead of under "minimum""#,
                #"7:17 schema-invalid-value: "multipleOf" must be more than 0, with at most 18 digits, was 0"#,
                #"8:15 schema-invalid-value: "required" must be a list of member names, was true; "#
                    + #"list the required members beside "properties", as in required: [id]"#,
                #"10:19 schema-invalid-value: "enum" must be a list of values, was a string"#,
                #"10:33 schema-invalid-value: "items" must be one schema for all elements, was an array; "#
                    + #"for one schema a position use "prefixItems""#,
                "11:10 schema-not-a-schema: a schema must be an object or a boolean, was 5",
                #"12:11 schema-unsupported-keyword: keyword "nullable" means nothing here: it is of OpenAPI 3.0; "#
                    + #"add "null" to "type", as in type: [string, "null"]"#,
                #"14:12 schema-invalid-value: "oneOf" must be a list of one or more schemas, was an array"#,
                #"15:14 schema-unsupported-dialect: dialect "http://json-schema.org/draft-04/schema#" is not supported; "#
                    + #"write schemas in "https://json-schema.org/draft/2020-12/schema""#,
            ])
    }

    @Test func keywordsOfOtherDialectsSayWhatToWriteInstead() throws {
        for keyword in ["$recursiveRef", "$recursiveAnchor", "id", "additionalItems", "nullable"] {
            let found = try problems(#"{"\#(keyword)": {}}"#)
            let start = "1:2 schema-unsupported-keyword: keyword \"\(keyword)\" means nothing here: it is of "
            #expect(found.map { $0.hasPrefix(start) && $0.contains("; ") } == [true])
        }
    }

    @Test func annotationsAndExtensionsAreIgnored() throws {
        let text = #"""
            {"title": "t", "description": "d", "examples": [1], "example": 1, "deprecated": true, "$comment": "c",
             "contentEncoding": "base64", "contentMediaType": "text/plain", "contentSchema": {}, "xml": {},
             "externalDocs": {}, "x-anything": 5, "$schema": "https://json-schema.org/draft/2020-12/schema"}
            """#
        #expect(try problems(text) == [])
        #expect(try faults(text, "[]") == [])
    }

    @Test func reportsAMistakeOnceHoweverOftenItIsReached() throws {
        let set = try documents([
            "a.json": ##"{"bad": {"type": "x"}, "one": {"$ref": "#/bad"}, "two": {"$ref": "#/bad"}}"##
        ])
        let root = try #require(set.documents["a.json"]?.root)
        var compiler = SchemaCompiler(documents: set)
        for name in ["one", "two", "bad"] {
            let node = try #require(root[name])
            #expect(compiler.compile(node) == nil)
        }
        #expect(compiler.diagnostics.map(\.message) == [#"unknown type "x""#])
        #expect(compiler.diagnostics.first?.location == SourceLocation(file: "a.json", line: 1, column: 18))
    }

    @Test func schemasWithoutFileGivePointersInstead() throws {
        var compiler = SchemaCompiler(documents: DocumentSet([:]))
        let document = Document(["properties": ["a/b": ["items": ["type": "x"]]]])
        #expect(compiler.compile(document.root) == nil)
        #expect(
            compiler.diagnostics == [
                Diagnostic(
                    code: "schema-invalid-value", #"unknown type "x""#,
                    help: "types are null, boolean, integer, number, string, array and object",
                    pointer: "/properties/a~1b/items")
            ])
    }

    @Test func schemasWithoutFileAreNotMistakenForEachOther() throws {
        var compiler = SchemaCompiler(documents: DocumentSet([:]))
        let strings = try compiler.compiled(Document(["type": "string"]).root)
        let numbers = try compiler.compiled(Document(["type": "number"]).root)
        #expect(strings.accepts(try value(#""a""#)))
        #expect(numbers.accepts(try value("1")))
    }

    @Test func warnsOfSamplesThatDoNotFit() throws {
        let text = #"""
            {"properties": {"a": {"type": "integer", "default": "x"}},
             "examples": [{"a": 1}, {"a": "y"}], "required": ["a"], "example": {}}
            """#
        #expect(
            try problems(text) == [
                #"1:53 warning schema-sample-does-not-fit: "default" does not fit its schema: "#
                    + "it must be an integer, was a string",
                #"2:25 warning schema-sample-does-not-fit: "examples" does not fit its schema: "#
                    + "/a must be an integer, was a string",
                #"2:68 warning schema-sample-does-not-fit: "example" does not fit its schema: "#
                    + #"it is missing required member "a""#,
            ])
    }

    @Test func oddListsAreMentioned() throws {
        #expect(
            try problems(#"{"enum": ["a", "b", "a"]}"#)
                == [#"1:21 warning schema-repeated-value: "a" is listed twice"#])
        #expect(try problems(#"{"enum": []}"#) == [#"1:10 warning schema-empty-enum: an empty "enum" lets nothing in"#])
        #expect(
            try problems(#"{"required": ["a", "a"]}"#) == [#"1:20 schema-invalid-value: "a" is listed twice"#])
        #expect(
            try problems(#"{"type": ["string", "string"]}"#)
                == [#"1:21 schema-invalid-value: type "string" is listed twice"#])
        #expect(
            try problems(#"{"type": ["string", null]}"#)
                == [
                    #"1:21 schema-invalid-value: "type" must be a type or a list of types, was null; write "null" in quotes"#
                ])
    }

    @Test func definitionsAreCheckedEvenIfUnused() throws {
        #expect(
            try problems(#"{"$defs": {"a": {"typ": "string"}}}"#)
                == [#"1:18 schema-unknown-keyword: unknown keyword "typ"; did you mean "type"?"#])
    }

    @Test func aFormatMayBeAnAnnotation() throws {
        var compiler = SchemaCompiler(documents: DocumentSet([:]), assertsFormats: false)
        let schema = try compiler.compiled(Document(["format": "date"]).root)
        #expect(schema.accepts(try value(#""x""#)))
    }
}

@Suite struct CompiledSchemaTests {
    @Test(arguments: [
        (#"{}"#, "null boolean integer number string array object"),
        (#"true"#, "null boolean integer number string array object"),
        (#"false"#, ""),
        (#"{"type": "integer"}"#, "integer"),
        (#"{"type": "number"}"#, "integer number"),
        (#"{"type": ["string", "null"]}"#, "null string"),
        (#"{"enum": ["a", 1, 2.0, 2.5]}"#, "integer number string"),
        (#"{"const": true}"#, "boolean"),
        (#"{"allOf": [{"type": ["string", "integer"]}, {"type": ["integer", "null"]}]}"#, "integer"),
        (##"{"$ref": "#/$defs/a", "$defs": {"a": {"type": "array"}}}"##, "array"),
        (#"{"anyOf": [{"type": "integer"}, {"type": "null"}]}"#, "null integer"),
    ])
    func knowsTheKindsItAccepts(text: String, kinds: String) throws {
        let all: [Node.Kind] = [.null, .boolean, .integer, .number, .string, .array, .object]
        let accepted = try schema(text).acceptedKinds
        #expect(all.filter(accepted.contains).map(\.rawValue).joined(separator: " ") == kinds)
    }

    @Test func knowsTheKindsOfElements() throws {
        #expect(try schema(#"{"items": {"type": "integer"}}"#).itemKinds == [.integer])
        #expect(try schema(#"{"type": "array"}"#).itemKinds.count == 7)
        #expect(
            try schema(##"{"$ref": "#/$defs/a", "$defs": {"a": {"items": {"enum": ["x"]}}}}"##).itemKinds == [.string])
        #expect(
            try schema(#"{"prefixItems": [{"type": "null"}], "items": {"type": "string"}}"#).itemKinds == [
                .null, .string,
            ])
    }

    @Test func findsTheDefault() throws {
        #expect(try schema(#"{"default": 5}"#).defaultValue?.int == 5)
        #expect(try schema(##"{"$ref": "#/$defs/a", "$defs": {"a": {"default": "x"}}}"##).defaultValue?.string == "x")
        #expect(try schema(#"{"type": "string"}"#).defaultValue == nil)
    }

    @Test func manyThreadsMayUseOneSchema() async throws {
        let compiled = try schema(ObjectKeywordTests.task)
        let patterned = try schema(#"{"items": {"pattern": "^(?:[a-z]+[0-9])+$"}}"#)
        await withTaskGroup(of: Int.self) { group in
            for number in 0..<32 {
                group.addTask {
                    let bad = Document(["title": "a", "target": "b", "priority": .integer(number)]).root
                    let texts = Document(.array((0..<50).map { .string("a\($0 % 10)bc1") } + [.string("-")])).root
                    return compiled.violations(of: bad).count + patterned.violations(of: texts).count
                }
            }
            var sum = 0
            for await count in group { sum += count }
            #expect(sum == 21 + 32)
        }
    }
}
