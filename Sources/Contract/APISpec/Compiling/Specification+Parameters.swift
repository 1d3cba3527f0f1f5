import JSON
import JSONSchema

/// Parameters and bodies of a specification that has no errors.
extension Specification {
    func compileParameter(_ source: ParameterSource) -> Parameter? {
        let node = source.schema
        guard let place = source.place, let schema = node == nil ? schemas.anything : schemas[node] else {
            return nil
        }
        let style = source.node["style"]?.string ?? place.styles.first ?? "simple"
        let media = source.node["schema"] == nil ? source.content.flatMap { MediaRange($0.media.keyText) } : nil
        return Parameter(
            name: source.name, place: place, required: source.node["required"]?.bool ?? false, style: style,
            // OpenAPI 3.1.1, section 4.8.12.2.1: true for form, false for all others.
            explode: source.node["explode"]?.bool ?? (style == "form"),
            schema: schema, shape: shapes[node], media: media,
            allowReserved: source.node["allowReserved"]?.bool ?? false,
            allowEmptyValue: source.node["allowEmptyValue"]?.bool ?? false,
            location: source.node.location)
    }

    func compileBody(_ use: Node?) -> RequestBody? {
        resolved(use).map { node in
            RequestBody(
                required: node["required"]?.bool ?? false,
                content: zip(compileContent(node["content"]), node["content"]?.members.map(\.value) ?? []).map {
                    compileForm($0, $1)
                })
        }
    }

    func compileContent(_ content: Node?) -> [MediaType] {
        content?.members.map { key, media in
            MediaType(name: key.keyText, schema: schemas[media["schema"]], examples: examples(of: media))
        } ?? []
    }

    /// A form knows what its fields must become, and how they are written.
    private func compileForm(_ type: MediaType, _ node: Node) -> MediaType {
        guard type.isForm else { return type }
        var form = type
        form.shape = shapes[node["schema"]]
        for (key, value) in node["encoding"].map({ Array($0.members) }) ?? [] {
            form.encodings[key.keyText] = compileEncoding(value)
        }
        return form
    }

    private func compileEncoding(_ node: Node) -> FieldEncoding {
        // OpenAPI 3.1.1, section 4.8.15.1.2: any of the three makes the member be written by style.
        let isStyled = ["style", "explode", "allowReserved"].contains { node[$0] != nil }
        let style = node["style"]?.string ?? (isStyled ? "form" : nil)
        let types = node["contentType"]?.string?.split(separator: ",") ?? []
        let headers = node["headers"]?.members.filter { resolved($0.value)?["required"]?.bool == true } ?? []
        return FieldEncoding(
            contentTypes: types.compactMap { MediaRange($0) }, style: style,
            explode: node["explode"]?.bool ?? (style == nil || style == "form"),
            allowReserved: node["allowReserved"]?.bool ?? false, requiredHeaders: headers.map { $0.key.keyText })
    }
}
