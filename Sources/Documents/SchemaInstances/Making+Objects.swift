import JSON
import JSONSchema

extension Making {
    mutating func object(_ view: SchemaView, _ size: Generator.Size) -> JSONValue {
        let required = Set(view.required)
        var object = JSONObject()
        let described = view.properties
        for (name, member) in described {
            let isRequired = required.contains(name)
            guard !isLeftOut(member), isRequired || isWanted(member, size) else { continue }
            let made = value(member, isRequired ? size : isSparing ? .least : size)
            if made.fits || isRequired { object[name] = made.value }
        }
        for name in view.required.distinct where object[name] == nil {
            let member = view.member(name)
            if !isLeftOut(member) { object[name] = value(member, .least).value }
        }
        addDependents(of: view, &object)
        addOthers(of: view, described.map(\.name), &object)
        return .object(cut(object, to: view, required))
    }

    /// What does not travel this way.
    private func isLeftOut(_ member: SchemaView) -> Bool {
        switch options.direction {
        case .request: member["readOnly"]?.bool == true
        case .response: member["writeOnly"]?.bool == true
        case .none: false
        }
    }

    private func isWanted(_ member: SchemaView, _ size: Generator.Size) -> Bool {
        size == .full && !isSparing && !member.isLimitedElsewhere && !isInside(member)
    }

    /// `dependentRequired`, and what `dependencies` of draft-07 lists.
    private mutating func addDependents(of view: SchemaView, _ object: inout JSONObject) {
        for rules in view.all("dependentRequired") + view.all("dependencies") {
            for (key, names) in rules.members where object[key.string ?? ""] != nil {
                for name in names.elements.compactMap(\.string) where object[name] == nil {
                    object[name] = value(view.member(name), .least).value
                }
            }
        }
    }

    /// Members until there are enough: described ones that were left out, then others with names that may be.
    private mutating func addOthers(of view: SchemaView, _ described: [String], _ object: inout JSONObject) {
        let least = view.all("minProperties").compactMap(\.int).max() ?? 0
        for name in described where object.count < least && object[name] == nil {
            let member = view.member(name)
            let made = value(member, .least)
            if made.fits, !isLeftOut(member) { object[name] = made.value }
        }
        let isMap = described.isEmpty && !view.isClosed && !isSparing && !view.all("additionalProperties").isEmpty
        let wanted = max(least, object.isEmpty && isMap && options.direction == .response ? 1 : 0)
        let names = names(of: view, count: wanted)
        for name in names where object.count < wanted {
            let made = value(member(name, of: view), .least)
            if made.fits || object.count < least { object[name] = made.value }
        }
    }

    /// A member whose name a pattern describes.
    private func member(_ name: String, of view: SchemaView) -> SchemaView {
        let patterns = view.all("patternProperties").flatMap { $0.members.map(\.value) }
        guard let first = patterns.first, view["properties"]?[name] == nil else { return view.member(name) }
        return SchemaView(first, view.library)
    }

    /// Names that no part of the schema describes, as `propertyNames` or `patternProperties` want them.
    private mutating func names(of view: SchemaView, count: Int) -> [String] {
        guard count > 0 else { return [] }
        let rules = view.all("propertyNames")
        let pattern = view.all("patternProperties").first?.members.first { _ in true }?.key.string
        return (0..<(count * 2)).compactMap { index in
            if !rules.isEmpty {
                ordinal += index
                defer { ordinal -= index }
                return value(SchemaView(rules + [SchemaView.anyText], view.library), .least).value.stringValue
            }
            if let pattern { return PatternSampler.sample(pattern, rolling: &dice, length: index + 1) }
            return "property\(index + 1)"
        }
    }

    /// `maxProperties`: those that must be there stay.
    private func cut(_ object: JSONObject, to view: SchemaView, _ required: Set<String>) -> JSONObject {
        guard let most = view.all("maxProperties").compactMap(\.int).min(), object.count > most else { return object }
        var object = object
        for name in object.keys.reversed() where object.count > most && !required.contains(name) { object[name] = nil }
        return object
    }
}
