/// Which keys an object of a specification may have, and what each may hold.
struct Shape: Sendable {
    /// What one value may be.
    indirect enum Field: Sendable {
        case anything
        case text
        case flag
        case whole(ClosedRange<Int>)
        case number
        /// One of these strings.
        case word([String])
        /// A JSON Schema, checked by its own compiler.
        case schema
        case object(ShapeName)
        /// Such an object, or a Reference Object in its place.
        case reference(ShapeName)
        case list(Field)
        /// A list that is not empty.
        case filled(Field)
        /// True or false, or such an object.
        case flagOr(ShapeName)
        /// An object with keys of the author's choice.
        case map(Field)
        /// A key of the standard that this server does not implement, and what to do instead.
        case unsupported(String)
    }

    var required: [String]
    var fields: [String: Field]
    /// What keys of the author's choice hold, where the shape has any; keys that start with x- are never among them.
    var rest: Field?
    /// Whether keys that start with x- are allowed.
    var isExtensible: Bool

    init(required: [String] = [], rest: Field? = nil, isExtensible: Bool = true, _ fields: [String: Field] = [:]) {
        self.required = required
        self.fields = fields
        self.rest = rest
        self.isExtensible = isExtensible
    }

    /// The shape of each name: the five tables put together.
    static let all: [ShapeName: Shape] = [openAPI, promises, asyncAPI, catalogues, schemas30].reduce(into: [:]) {
        $0.merge($1) { first, _ in first }
    }

    /// The keys of ours that start with x-, and the shapes that take them.
    static let extensionKeys: [String: [ShapeName]] = all.reduce(into: [:]) { keys, shape in
        for key in shape.value.fields.keys where key.hasPrefix("x-") { keys[key, default: []].append(shape.key) }
    }
}
