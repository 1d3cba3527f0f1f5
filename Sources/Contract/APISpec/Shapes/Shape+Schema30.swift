extension Shape {
    /// The Schema Object of OpenAPI 3.0.3, section 4.7.24, and what it alone contains.
    static let schemas30: [ShapeName: Shape] = [
        .schema30: Shape([
            "title": .text, "multipleOf": .number, "maximum": .number, "exclusiveMaximum": .flag, "minimum": .number,
            "exclusiveMinimum": .flag, "maxLength": size, "minLength": size, "pattern": .text, "maxItems": size,
            "minItems": size, "uniqueItems": .flag, "maxProperties": size, "minProperties": size,
            "required": .filled(.text), "enum": .filled(.anything),
            "type": .word(["array", "boolean", "integer", "number", "object", "string"]),
            "not": .reference(.schema30), "allOf": .list(.reference(.schema30)), "oneOf": .list(.reference(.schema30)),
            "anyOf": .list(.reference(.schema30)), "items": .reference(.schema30),
            "properties": .map(.reference(.schema30)), "additionalProperties": .flagOr(.schema30),
            "description": .text, "format": .text, "default": .anything, "nullable": .flag,
            "discriminator": .object(.discriminator), "readOnly": .flag, "writeOnly": .flag,
            "xml": .object(.xml), "externalDocs": .object(.externalDocs), "example": .anything, "deprecated": .flag,
        ]),
        .discriminator: Shape(
            required: ["propertyName"], isExtensible: false, ["propertyName": .text, "mapping": .map(.text)]),
        .xml: Shape([
            "name": .text, "namespace": .text, "prefix": .text, "attribute": .flag, "wrapped": .flag,
        ]),
    ]

    private static let size = Field.whole(0...Int.max)
}
