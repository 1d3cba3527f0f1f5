extension Shape {
    /// What our keys say about resources, lists and repetition.
    static let promises: [ShapeName: Shape] = [
        .lifecycle: Shape(
            required: ["state", "initial", "moves", "operations"], isExtensible: false,
            [
                "state": .text, "initial": .text, "moves": .map(.filled(.text)),
                "operations": .map(.object(.lifecycleCommand)),
            ]),
        .lifecycleCommand: Shape(
            required: ["from", "to"], isExtensible: false, ["from": .filled(.text), "to": .text]),
        .idempotency: Shape(
            required: ["header", "conflict"], isExtensible: false,
            ["header": .text, "replayed": .text, "conflict": .text]),
        .pagination: Shape(
            required: ["items", "limit", "cursor", "next", "id"], isExtensible: false,
            [
                "items": .text, "limit": .text, "cursor": .text, "next": .text, "more": .text, "total": .text,
                "id": .text, "filters": .map(.object(.listFilter)), "order": .object(.listOrder),
            ]),
        .listFilter: Shape(
            isExtensible: false, ["equals": .text, "contains": .text, "from": .text, "before": .text]),
        .listOrder: Shape(
            required: ["by", "default"], isExtensible: false,
            [
                "by": .text, "default": .word(ListOrder.Direction.allCases.map(\.rawValue)), "parameter": .text,
                "ascending": .text, "descending": .text,
            ]),
    ]
}
