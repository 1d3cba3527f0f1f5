import JSON
import SchemaInstances

/// Mistakes in texts, members and elements.
extension FaultKind {
    func texts(_ site: Site) -> [Injection] {
        guard case .string(let text) = site.value, site.words.isEmpty else { return [] }
        let keywords: Set<String> = ["minLength", "maxLength", "pattern", "format", "anyOf", "oneOf"]
        guard let wrong = wrongText(text, site) else { return [] }
        let place = site.place
        return [
            Injection(
                place: place, change: { $0.replacing(place.tokens[...], with: .string(wrong)) ?? $0 }, places: [place],
                keywords: keywords)
        ]
    }

    private func wrongText(_ text: String, _ site: Site) -> String? {
        let format = site.values("format").compactMap(\.string).first
        switch self {
        case .tooShort:
            guard let least = site.int("minLength"), least > 0 else { return nil }
            return String(String.UnicodeScalarView(text.unicodeScalars.prefix(least - 1)))
        case .tooLong:
            guard let most = site.int("maxLength"), most < 100_000 else { return nil }
            return text
                + String(
                    repeating: text.last.map(String.init) ?? "m", count: most + 1 - min(most, text.unicodeScalars.count)
                )
        case .pattern: return site.values("pattern").isEmpty ? nil : text + " \u{7F}"
        case .formatNear:
            switch format {
            case "date-time": return text.replacing("Z", with: "").replacing("T", with: " ")
            case "date": return text.replacing("-", with: "/")
            case "uuid": return text.replacing("-", with: "")
            case "uri": return text.replacing("https://", with: "")
            case "email": return " " + text
            default: return nil
            }
        case .formatWrong: return format.flatMap { FormatSamples.invalid[$0] }
        default: return nil
        }
    }

    func members(_ site: Site) -> [Injection] {
        guard case .object(let object) = site.value else { return [] }
        switch self {
        case .missingMember:
            return site.required.filter { object[$0] != nil }.map { name in
                change(
                    site, places: [site.place],
                    ["required", "discriminator", "anyOf", "oneOf", "minProperties", "type"]
                ) { $0[name] = nil }
            }
        case .misspeltMember: return renamed(site, object) { $0.count > 3 ? String($0.dropLast()) : nil }
        case .memberCase:
            return renamed(site, object) {
                $0.uppercased() == $0 ? $0.lowercased() : $0.prefix(1).uppercased() + $0.dropFirst()
            }
        case .unknownMember:
            guard site.isClosed else { return [] }
            return [
                change(
                    site, places: [site.place.appending("zz_unknown"), site.place],
                    ["additionalProperties", "unevaluatedProperties", "anyOf", "oneOf", "maxProperties"]
                ) { $0["zz_unknown"] = 1 }
            ]
        case .readOnlyMember:
            let owned = site.views.flatMap(\.properties).filter {
                $0.schema["readOnly"]?.bool == true && object[$0.name] == nil
            }
            return owned.prefix(2).map { name, schema in
                let value = Generator().value(schema, .least)
                return change(site, places: [site.place.appending(name), site.place], ["readOnly", "anyOf", "oneOf"]) {
                    $0[name] = value
                }
            }
        case .tooFewMembers:
            guard let least = site.int("minProperties"), least > 0 else { return [] }
            return [
                change(site, places: [site.place], ["minProperties", "required", "anyOf", "oneOf"]) {
                    $0 = JSONObject($0.prefix(least - 1).map { ($0.key, $0.value) })
                }
            ]
        default:
            guard let most = site.int("maxProperties"), most < 200,
                let sample = object.first(where: { _ in true })?.value
            else { return [] }
            return [
                change(site, places: [site.place], ["maxProperties", "anyOf", "oneOf"]) { object in
                    for index in 0...most { object["key\(index)"] = sample }
                }
            ]
        }
    }

    /// Members under a name that is not theirs, where that must be noticed.
    private func renamed(_ site: Site, _ object: JSONObject, _ wrong: (String) -> String?) -> [Injection] {
        object.keys.compactMap { name in
            guard site.required.contains(name) || site.isClosed && site.properties.contains(name),
                let other = wrong(name), other != name, object[other] == nil, !site.properties.contains(other)
            else { return nil }
            return change(
                site, places: [site.place, site.place.appending(other)],
                [
                    "required", "additionalProperties", "unevaluatedProperties", "discriminator", "anyOf", "oneOf",
                    "type",
                ]
            ) { object in
                let value = object[name]
                object[name] = nil
                object[other] = value
            }
        }
    }

    private func change(
        _ site: Site, places: [JSONPointer], _ keywords: Set<String>, _ body: @escaping (inout JSONObject) -> Void
    ) -> Injection {
        let place = site.place
        return Injection(
            place: places.last ?? place,
            change: { root in
                guard case .object(var object)? = root.at(place.tokens[...]) else { return root }
                body(&object)
                return root.replacing(place.tokens[...], with: .object(object)) ?? root
            }, places: places, keywords: keywords)
    }

    func elements(_ site: Site) -> [Injection] {
        guard case .array(let elements) = site.value else { return [] }
        let place = site.place
        func list(_ elements: [JSONValue], _ keywords: Set<String>) -> [Injection] {
            [
                Injection(
                    place: place, change: { $0.replacing(place.tokens[...], with: .array(elements)) ?? $0 },
                    places: [place], keywords: keywords.union(["anyOf", "oneOf"]))
            ]
        }
        switch self {
        case .tooFewItems:
            guard let least = site.int("minItems"), least > 0, elements.count >= least else { return [] }
            return list(Array(elements.prefix(least - 1)), ["minItems"])
        case .tooManyItems:
            guard let most = site.int("maxItems"), most < 1_000, let last = elements.last else { return [] }
            return list(
                elements + Array(repeating: last, count: most + 1 - min(most, elements.count)),
                ["maxItems", "uniqueItems"])
        default:
            guard site.values("uniqueItems").contains(where: { $0.bool == true }), let first = elements.first else {
                return []
            }
            return list(elements + [first], ["uniqueItems", "maxItems"])
        }
    }
}
