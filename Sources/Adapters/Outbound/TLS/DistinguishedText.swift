/// The name of a subject or issuer, as people read it: "C=DE, O=Example, CN=www.example.com".
struct DistinguishedText: CustomStringConvertible {
    private let attributes: [(name: String, value: String)]

    init(_ element: DER) {
        attributes = element.children.flatMap(\.children).compactMap { pair in
            let parts = pair.children
            guard parts.count == 2, let identifier = parts[0].identifier else { return nil }
            return (ObjectNames.attributes[identifier] ?? identifier, parts[1].text.printable)
        }
    }

    var commonName: String? { attributes.last { $0.name == "CN" }?.value }

    var description: String { attributes.map { "\($0.name)=\($0.value)" }.joined(separator: ", ") }
}
