import APISpec
import JSON

/// A small document of somebody else's, to plant mistakes in.
struct SomebodysDocument {
    var text: String
    var name = "api.yaml"
    /// Files beside it.
    var others: [String: String] = [:]

    static let new = SomebodysDocument(version: "3.1.1")
    static let old = SomebodysDocument(version: "3.0.3")

    init(version: String) {
        text = """
            openapi: \(version)
            info: {title: Pets, version: '2'}
            paths:
              /pets/{id}:
                parameters:
                  - name: id
                    in: path
                    required: true
                    schema: {type: string}
                get:
                  operationId: getPet
                  responses:
                    '200':
                      description: The pet.
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Pet'}
                          example: {name: Rex}
                post:
                  operationId: changePet
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema: {$ref: '#/components/schemas/Pet'}
                  responses:
                    '204': {description: Done.}
            components:
              schemas:
                Pet:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string}
            """
    }

    init(_ text: String, name: String = "api.yaml", others: [String: String] = [:]) {
        self.text = text
        self.name = name
        self.others = others
    }

    /// The same document with the only occurrence of a text replaced by another.
    func replacing(_ original: String, with replacement: String) -> SomebodysDocument {
        let parts = text.split(separator: original, omittingEmptySubsequences: false)
        precondition(parts.count == 2, "\(parts.count - 1) times: \(original)")
        var copy = self
        copy.text = parts.joined(separator: replacement)
        return copy
    }

    func with(_ file: String, _ content: String) -> SomebodysDocument {
        var copy = self
        copy.others[file] = content
        return copy
    }

    var files: SpecFiles {
        SpecFiles(document: name, content: Array(text.utf8)) { others[$0].map { Array($0.utf8) } }
    }

    var reading: SpecReading { SpecReading(files) }

    /// Place, severity, message and help of everything that is said about it.
    var headlines: [String] { reading.diagnostics.map(\.headline) }
}
