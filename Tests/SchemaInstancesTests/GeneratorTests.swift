import JSON
import JSONSchema
import Testing

@testable import SchemaInstances

/// A schema in JSON as the suite sees it, and compiled.
struct SchemaPair {
    let view: SchemaView
    let compiled: CompiledSchema

    init(_ text: String) throws {
        let document = try Document.json(Array(text.utf8), file: "schema.json")
        let set = DocumentSet(["schema.json": document])
        let library = SchemaLibrary(set)
        view = SchemaView(document.root, library)
        compiled = try #require(library.compiled(document.root))
    }

    func accepts(_ value: JSONValue) -> Bool { compiled.accepts(Document(value).root, direction: .request) }

    /// The keywords that a value breaks.
    func broken(by value: JSONValue) -> Set<String> {
        Set(compiled.violations(of: Document(value).root, direction: .request).map(\.keyword))
    }
}

@Suite struct GeneratorTests {
    static let schemas = [
        #"{"type": "object", "required": ["a"], "properties": {"a": {"type": "integer", "minimum": 3, "multipleOf": 4}, "b": {"type": "string", "minLength": 2, "maxLength": 4}}}"#,
        #"{"type": "array", "items": {"type": "string"}, "minItems": 3, "uniqueItems": true}"#,
        #"{"type": ["string", "null"], "pattern": "^[a-z]+-[0-9]{4}$"}"#,
        #"{"type": "string", "format": "date-time"}"#,
        #"{"type": "number", "exclusiveMinimum": 0}"#,
        #"{"enum": ["x", "y"]}"#,
        #"{"anyOf": [{"type": "object", "required": ["k"], "properties": {"k": {"const": 7}}}, {"type": "null"}]}"#,
        ##"{"$defs": {"n": {"type": "object", "required": ["v"], "properties": {"v": {"type": "boolean"}, "next": {"$ref": "#/$defs/n"}}}}, "$ref": "#/$defs/n"}"##,
        #"{"allOf": [{"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "maxLength": 2}}}, {"required": ["b"], "properties": {"b": {"type": "integer"}}}]}"#,
    ]

    @Test(arguments: schemas) func makesValuesThatFit(schema: String) throws {
        let pair = try SchemaPair(schema)
        for size in [Generator.Size.least, .full] {
            let value = Generator().value(pair.view, size)
            #expect(pair.accepts(value), "\(value.jsonText)")
        }
    }

    @Test func leavesOutWhatOnlyTheServerKnows() throws {
        let pair = try SchemaPair(
            #"{"type": "object", "properties": {"a": {"type": "string", "x-limited-by": "agents.yaml"}, "b": {"type": "boolean"}}}"#
        )
        #expect(Generator().value(pair.view, .full) == ["b": true])
    }

    @Test func rollsTheSameDiceForTheSameSeed() {
        var (one, two, other) = (Dice(seed: 7), Dice(seed: 7), Dice(seed: 8))
        let word = one.word(12)
        #expect(word == two.word(12))
        #expect(word != other.word(12))
    }
}
