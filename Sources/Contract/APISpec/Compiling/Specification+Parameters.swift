import JSON
import JSONSchema

/// Parameters and bodies of a specification that has no errors.
extension Specification {
    func compileParameter(_ source: ParameterSource) -> Parameter? {
        guard let place = source.place, let schema = schemas[source.node["schema"]] else { return nil }
        let style = source.node["style"]?.string ?? place.styles.first ?? "simple"
        return Parameter(
            name: source.name, place: place, required: source.node["required"]?.bool ?? false, style: style,
            // OpenAPI 3.1.1, section 4.8.12.2.1: true for form, false for all others.
            explode: source.node["explode"]?.bool ?? (style == "form"),
            schema: schema, location: source.node.location)
    }

    func compileBody(_ use: Node?) -> RequestBody? {
        resolved(use).map { node in
            RequestBody(required: node["required"]?.bool ?? false, content: compileContent(node["content"]))
        }
    }

    func compileContent(_ content: Node?) -> [MediaType] {
        content?.members.map { key, media in
            MediaType(
                name: MediaType.essence(key.keyText), schema: schemas[media["schema"]], examples: examples(of: media))
        } ?? []
    }
}
