import Foundation
import JSON
import JSONSchema
import SchemaInstances
import YAML

/// The JSON bodies that the operations of one OpenAPI document read.
struct BodyCatalogue {
    /// One body, with the schema in the document.
    struct Body {
        /// "POST /v1/tasks".
        var operation: String
        var schema: Node
        /// Where the schema stands, as a JSON Pointer.
        var pointer: String
    }

    let file: String
    let library: SchemaLibrary
    let bodies: [Body]

    init(_ bytes: [UInt8], file: String) throws {
        let limits = YAMLLimits(
            bytes: 1 << 25, depth: 256, nodes: 4_000_000, scalarBytes: 1 << 20, aliasNodes: 1 << 20, anchors: 10_000)
        let read = YAMLReader.readTelling(bytes, file: file, limits: limits)
        guard let document = read.document else { throw Diagnostics(read.mistakes) }
        self.file = file
        let documents = DocumentSet([file: document])
        library = SchemaLibrary(documents, dialect: SchemaLibrary.dialect(of: document.root))
        bodies = Self.bodies(of: document.root, documents)
    }

    private static func bodies(of root: Node, _ documents: DocumentSet) -> [Body] {
        var found: [Body] = []
        for (path, item) in root["paths"].map({ Array($0.members) }) ?? [] {
            for (method, operation) in item.members {
                guard let method = method.string, ["post", "put", "patch", "delete"].contains(method),
                    var body = operation["requestBody"]
                else { continue }
                var place = JSONPointer(tokens: ["paths", path.string ?? "", method, "requestBody"])
                if let reference = body["$ref"], let text = reference.string,
                    let target = documents.resolve(text, from: reference),
                    let pointer = JSONPointer(String(text.dropFirst()))
                {
                    (body, place) = (target, pointer)
                }
                guard let content = body["content"]?.members.first(where: { isJSON($0.key.string ?? "") }),
                    let schema = content.value["schema"]
                else { continue }
                place.tokens += ["content", content.key.string ?? "", "schema"]
                found.append(
                    Body(
                        operation: "\(method.uppercased()) \(path.string ?? "")", schema: schema,
                        pointer: place.description))
            }
        }
        return found
    }

    private static func isJSON(_ type: String) -> Bool {
        let name = type.split(separator: ";").first.map(String.init)?.lowercased() ?? ""
        return name == "application/json" || name.hasSuffix("+json")
    }

    /// A value that fits, as full as can be; nil where none was found.
    func validInstance(of view: SchemaView, _ schema: CompiledSchema) -> JSONValue? {
        let generator = Generator(direction: .request)
        if let value = generator.fitting(view), schema.accepts(Document(value).root, direction: .request) {
            return value
        }
        let nearest = generator.value(view, .full)
        let repair = schema.repair(of: Document(nearest).root, direction: .request)
        return repair.flatMap { try? $0.patch.applied(to: nearest) }
    }
}
