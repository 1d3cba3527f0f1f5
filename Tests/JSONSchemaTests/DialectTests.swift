import JSON
import JSONSchema
import Testing

/// What is wrong with a schema of `dialect`, and the faults of `instance` by it.
private func judged(
    _ text: String, _ dialect: SchemaDialect, _ instance: String, isLenient: Bool? = nil
) throws -> (problems: [String], faults: [String]?) {
    var compiler = SchemaCompiler(documents: DocumentSet([:]), dialect: dialect, isLenient: isLenient)
    let schema = compiler.compile(try Document.json(text.utf8, file: "s.json").root)
    let problems = Diagnostics(compiler.diagnostics).sorted.map { item in
        "\(item.location?.column ?? 0) \(item.severity.rawValue) \(item.code): \(item.message)"
    }
    return (problems, try schema?.faults(instance))
}

@Suite struct OpenAPI30Tests {
    private func judged(
        _ text: String, _ instance: String
    ) throws -> (problems: [String], faults: [String]?) {
        try JSONSchemaTests.judged(text, .openAPI30, instance)
    }

    @Test func nullableAddsNullToTheType() throws {
        #expect(try judged(#"{"type": "string", "nullable": true}"#, "null") == ([], []))
        #expect(try judged(#"{"type": "string", "nullable": false}"#, "null").faults?.count == 1)
        #expect(
            try judged(#"{"type": "string", "nullable": true}"#, "5")
                == ([], [" type: must be a string or null, was 5"]))
    }

    @Test func nullableBesideAnEnumWantsNullInIt() throws {
        let (problems, faults) = try judged(#"{"type": "string", "nullable": true, "enum": ["a"]}"#, "null")
        #expect(
            problems
                == [#"20 warning schema-null-not-in-enum: "nullable" lets null in, but "enum" does not list it"#])
        #expect(faults == [#" enum: must be "a", was null"#])
    }

    @Test func nullableWithoutTypeLetsNullInWithAWarning() throws {
        let text = ##"{"nullable": true, "allOf": [{"type": "object", "required": ["a"]}]}"##
        let (problems, faults) = try judged(text, "null")
        #expect(
            problems == [
                #"2 warning schema-nullable-without-type: "nullable" counts only beside "type"; it is taken to let null in"#
            ])
        #expect(faults == [])
        #expect(try judged(text, "{}").faults == [#" required: is missing required member "a""#])
        #expect(
            try judged(#"{"nullable": true, "maxLength": 1}"#, "null").problems
                == [#"2 warning schema-nullable-without-type: "nullable" counts only beside "type""#])
    }

    @Test func flagsMakeBoundsExclusive() throws {
        let text = #"{"minimum": 1, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": false}"#
        #expect(try judged(text, "1") == ([], [" minimum: must be more than 1, was 1"]))
        #expect(try judged(text, "9") == ([], []))
        #expect(
            try judged(#"{"exclusiveMaximum": true}"#, "1").problems
                == [#"2 warning schema-idle-keyword: "exclusiveMaximum" means nothing without "maximum""#])
    }

    @Test func whatStandsBesideAReferenceIsIgnored() throws {
        let text = ##"{"items": {"$ref": "#/x-a", "maximum": 5, "description": "d"}, "x-a": {"type": "integer"}}"##
        let (problems, faults) = try judged(text, "[7]")
        #expect(problems == [#"29 warning schema-ignored-keyword: "maximum" is ignored beside "$ref""#])
        #expect(faults == [])
    }

    @Test func clearMistakesAreWarnings() throws {
        let text = #"""
            {"type": ["string", "null"], "properties": {"a": {"required": true}, "b": {"const": 1}}, "propertees": {}}
            """#
        let (problems, faults) = try judged(text, "null")
        #expect(
            problems == [
                "10 warning schema-type-list: lists of types are of OpenAPI 3.1",
                #"63 warning schema-invalid-value: "required" must be a list of member names, was true"#,
                #"76 warning schema-unsupported-keyword: keyword "const" means nothing here: "#
                    + "it is of JSON Schema, not of OpenAPI 3.0",
                #"90 warning schema-unknown-keyword: unknown keyword "propertees""#,
            ])
        #expect(faults == [])
    }

    @Test func whatHasNoMeaningIsAnError() throws {
        let (problems, faults) = try judged(#"{"type": "strnig"}"#, "null")
        #expect(problems == [#"10 error schema-invalid-value: unknown type "strnig""#])
        #expect(faults == nil)
    }
}

@Suite struct Draft7Tests {
    private func faults(_ text: String, _ instance: String) throws -> [String]? {
        let (problems, faults) = try judged(text, .draft7, instance)
        #expect(problems == [])
        return faults
    }

    @Test func listsUnderItemsGoByPosition() throws {
        let text = #"{"items": [{"type": "string"}], "additionalItems": {"type": "integer"}}"#
        #expect(
            try faults(text, #"[1, "a"]"#)
                == ["/0 type: must be a string, was 1", "/1 type: must be an integer, was a string"])
        #expect(try faults(#"{"additionalItems": false}"#, "[1]") == [])
        #expect(try faults(#"{"items": {"type": "string"}, "additionalItems": false}"#, #"["a", "b"]"#) == [])
    }

    @Test func dependenciesAreNamesOrSchemas() throws {
        let text = #"{"dependencies": {"a": ["b"], "c": {"minProperties": 3}}}"#
        #expect(
            try faults(text, #"{"a": 1, "c": 2}"#) == [
                #" dependencies: is missing member "b", which is required beside "a""#,
                " minProperties: must have at least 3 members, had 2",
            ])
    }

    @Test func fragmentsOfIdentifiersAreAnchors() throws {
        let text = ##"{"definitions": {"a": {"$id": "#name", "type": "integer"}}, "items": {"$ref": "#name"}}"##
        #expect(try faults(text, #"["x"]"#) == ["/0 type: must be an integer, was a string"])
    }

    @Test func theSchemaMaySayItsDraft() throws {
        let text = ##"""
            {"$schema": "http://json-schema.org/draft-07/schema#",
             "items": {"$ref": "#/definitions/a"}, "definitions": {"a": {"minimum": 3}}}
            """##
        let (problems, faults) = try judged(text, .draft202012, "[1]")
        #expect(problems == [])
        #expect(faults == ["/0 minimum: must be at least 3, was 1"])
    }

    @Test func eachResourceHasItsOwnDialect() throws {
        let text = ##"""
            {"$id": "https://example.org/new", "prefixItems": [{"$ref": "old"}],
             "$defs": {"o": {"$id": "old", "$schema": "http://json-schema.org/draft-07/schema#",
                             "items": [{"type": "string"}]}}}
            """##
        let (problems, faults) = try judged(text, .draft202012, "[[5]]")
        #expect(problems == [])
        #expect(faults == ["/0/0 type: must be a string, was 5"])
    }
}

@Suite struct LenienceTests {
    @Test func anOpenAPI31DocumentOfOthersMayBeReadLeniently() throws {
        let text = #"{"type": "string", "nullable": true, "madeUp": 1, "title": 5}"#
        let (problems, faults) = try judged(text, .openAPI31, "null", isLenient: true)
        #expect(
            problems == [
                #"20 warning schema-unsupported-keyword: keyword "nullable" means nothing here: it is of OpenAPI 3.0"#,
                #"38 warning schema-unknown-keyword: unknown keyword "madeUp""#,
                #"60 warning schema-invalid-value: "title" must be a string, was 5"#,
            ])
        #expect(faults == [" type: must be a string, was null"])
        #expect(try judged(text, .openAPI31, "null").faults == nil)
    }
}
