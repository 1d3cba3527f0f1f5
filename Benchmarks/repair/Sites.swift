import JSON
import JSONSchema
import SchemaInstances

/// One place of a valid value, with the schemas that judged it.
struct Site {
    var place: JSONPointer
    var value: JSONValue
    var views: [SchemaView]
    /// Whether the object that holds this member asks for it.
    var isRequired = false

    /// The values of a keyword in all the schemas.
    func values(_ keyword: String) -> [Node] { views.compactMap { $0[keyword] } }

    func int(_ keyword: String) -> Int? { values(keyword).compactMap(\.int).first }

    /// The names of types that each schema lets in.
    var types: Set<String> {
        views.map { Set($0.types) }.reduce(Set(SchemaView.allTypes)) { $0.intersection($1) }
    }

    var words: [JSONValue] { views.compactMap(\.words).first ?? [] }

    var required: [String] { views.flatMap(\.required).distinct }

    var properties: [String] { views.flatMap { $0.properties.map(\.name) }.distinct }

    var isClosed: Bool { views.contains(where: \.isClosed) }
}

/// Walks a valid value together with its schemas, through the branches that accept it.
enum Sites {
    private static let depth = 8

    static func of(_ value: JSONValue, _ root: SchemaView) -> [Site] {
        var found: [Site] = []
        visit(Site(place: JSONPointer(), value: value, views: []), [root], &found)
        return found
    }

    private static func visit(_ site: Site, _ views: [SchemaView], _ found: inout [Site]) {
        var site = site
        site.views = views.flatMap { branches($0, for: site.value, depth: 0) }
        found.append(site)
        guard site.place.tokens.count < depth else { return }
        switch site.value {
        case .object(let object):
            for (name, value) in object {
                let below = site.views.flatMap { member(name, of: $0) }
                let isRequired = site.required.contains(name)
                let next = Site(place: site.place.appending(name), value: value, views: [], isRequired: isRequired)
                visit(next, below, &found)
            }
        case .array(let elements):
            for (index, element) in elements.enumerated().prefix(3) {
                let below = site.views.compactMap(\.items)
                visit(Site(place: site.place.appending(index), value: element, views: []), below, &found)
            }
        default: break
        }
    }

    private static func member(_ name: String, of view: SchemaView) -> [SchemaView] {
        if let property = view.property(name) { return [property] }
        return view["additionalProperties"].flatMap { $0.kind == .object ? [SchemaView($0, view.library)] : nil } ?? []
    }

    /// The view, and those of its branches that accept the value.
    private static func branches(_ view: SchemaView, for value: JSONValue, depth: Int) -> [SchemaView] {
        guard depth < 4, let branch = view.branches.first(where: { $0.accepts(value, .request) }) else { return [view] }
        return [view] + branches(branch, for: value, depth: depth + 1)
    }
}
