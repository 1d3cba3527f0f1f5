import JSON
import JSONSchema
import SchemaInstances
import Testing

/// Schemas that a value is not found for by taking the first of everything.
@Suite struct HardSchemaTests {
    static let schemas = [
        // The base and the branch both judge the object.
        #"{"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}, "oneOf": [{"required": ["b"], "properties": {"b": {"const": 1}}}, {"required": ["c"], "properties": {"c": {"const": 2}}}]}"#,
        // A value of the first branch fits the second too, unless more is in it.
        #"{"oneOf": [{"type": "object", "properties": {"a": {"type": "integer"}}}, {"type": "object", "required": ["b"], "properties": {"b": {"type": "integer"}}}]}"#,
        #"{"oneOf": [{"type": "number"}, {"type": "integer"}]}"#,
        #"{"allOf": [{"enum": ["a", "b", "c"]}, {"enum": ["c", "d"]}]}"#,
        #"{"allOf": [{"type": "number"}, {"type": "integer", "minimum": 3}, {"multipleOf": 7}, {"maximum": 20}]}"#,
        #"{"type": "number", "multipleOf": 0.01, "exclusiveMinimum": 0, "maximum": 0.02}"#,
        #"{"type": "string", "pattern": "^[A-Z]{2}\\d{3,}$", "minLength": 8, "maxLength": 10}"#,
        #"{"type": "string", "pattern": "^(?:[\\w-]+\\.)+[a-z]{2,}$", "maxLength": 12}"#,
        #"{"type": "string", "format": "email", "maxLength": 8}"#,
        #"{"type": "array", "items": {"enum": [1, 2, 3, 4]}, "minItems": 4, "uniqueItems": true}"#,
        #"{"type": "array", "items": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}}}, "minItems": 3, "uniqueItems": true}"#,
        #"{"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "items": false, "minItems": 2}"#,
        #"{"type": "array", "contains": {"const": 7}, "minContains": 2}"#,
        #"{"type": "object", "minProperties": 3, "maxProperties": 3, "properties": {"a": {"type": "string"}}}"#,
        #"{"type": "object", "minProperties": 1, "propertyNames": {"pattern": "^x-[a-z]{3}$"}, "additionalProperties": {"type": "integer"}}"#,
        #"{"type": "object", "minProperties": 2, "patternProperties": {"^k[0-9]+$": {"type": "boolean"}}, "additionalProperties": false}"#,
        #"{"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "string"}}, "dependentRequired": {"a": ["c"]}}"#,
        #"{"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["x", "y"]}, "n": {"type": "integer"}}, "if": {"properties": {"kind": {"const": "x"}}}, "then": {"required": ["n"]}}"#,
        #"{"not": {"type": "object"}}"#, #"{"type": "string", "not": {"enum": ["string"]}}"#,
        ##"{"$defs": {"t": {"type": "object", "required": ["kids"], "properties": {"kids": {"type": "array", "items": {"$ref": "#/$defs/t"}}}}}, "$ref": "#/$defs/t"}"##,
        ##"{"$defs": {"t": {"type": "object", "required": ["next"], "properties": {"next": {"anyOf": [{"$ref": "#/$defs/t"}, {"type": "null"}]}}}}, "$ref": "#/$defs/t"}"##,
        #"{"type": "object", "properties": {"secret": {"type": "string", "writeOnly": true}}, "required": ["secret"]}"#,
        #"{"type": "integer", "format": "int32", "minimum": 2147483647}"#,
        #"{"type": ["null", "boolean"], "const": null}"#,
    ]

    @Test(arguments: schemas, [nil, 1, 2] as [UInt64?]) func findsAValue(text: String, seed: UInt64?) throws {
        let document = try Document.json(Array(text.utf8), file: "schema.json")
        let library = SchemaLibrary(DocumentSet(["schema.json": document]))
        let view = SchemaView(document.root, library)
        let generator = Generator(direction: .response, seed: seed)
        let value = try #require(generator.fitting(view), "seed \(seed.map { "\($0)" } ?? "none")")
        let schema = try #require(library.compiled(document.root))
        #expect(schema.accepts(Document(value).root, direction: .response), "\(value.jsonText)")
        #expect(generator.fitting(view) == value)
    }

    @Test(arguments: [
        #"{"type": "integer", "minimum": 3, "maximum": 2}"#, "false", #"{"allOf": [{"const": 1}, {"const": 2}]}"#,
        ##"{"type": "object", "required": ["self"], "properties": {"self": {"$ref": "#"}}}"##,
    ])
    func saysThatThereIsNone(text: String) throws {
        let document = try Document.json(Array(text.utf8), file: "schema.json")
        let library = SchemaLibrary(DocumentSet(["schema.json": document]))
        let found = Generator(direction: .response).fitting(SchemaView(document.root, library))
        #expect(found.map(\.jsonText) == String?.none)
    }

    @Test func readsTheKeywordsOfOpenAPI30() throws {
        let text = #"{"type": "integer", "minimum": 3, "exclusiveMinimum": true, "maximum": 4, "nullable": true}"#
        let document = try Document.json(Array(text.utf8), file: "schema.json")
        let library = SchemaLibrary(DocumentSet(["schema.json": document]), dialect: .openAPI30)
        #expect(Generator().fitting(SchemaView(document.root, library)) == 4)
    }
}
