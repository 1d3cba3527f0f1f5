import JSON

/// Memory that lives as long as a program's ops.
final class CodeMemory {
    let constants: Slab<Constant>
    let enumerations: Slab<Enumeration>
    let bounds: Slab<NumberBound>
    let divisors: Slab<Divisor>
    let patterns: Slab<Pattern>
    let dependentRequired: Slab<[RequiredBeside]>
    let dependentSchemas: Slab<[DependentSchema]>
    private var plain: [UnsafeMutableRawPointer] = []

    init(_ tables: Tables) {
        constants = Slab(tables.constants.map(Constant.init))
        enumerations = Slab(tables.enumerations)
        bounds = Slab(tables.bounds)
        divisors = Slab(tables.divisors)
        patterns = Slab(tables.patterns)
        dependentRequired = Slab(tables.dependentRequired)
        dependentSchemas = Slab(tables.dependentSchemas)
    }

    deinit {
        for pointer in plain { pointer.deallocate() }
    }

    /// Keeps values that need no care.
    func store<Element: BitwiseCopyable>(_ values: [Element]) -> UnsafePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, values.count))
        memory.initialize(from: values, count: values.count)
        plain.append(UnsafeMutableRawPointer(memory))
        return UnsafePointer(memory)
    }
}

/// The elements of an array at a fixed address.
final class Slab<Element> {
    let start: UnsafePointer<Element>
    private let memory: UnsafeMutablePointer<Element>
    private let count: Int

    init(_ values: [Element]) {
        count = values.count
        memory = .allocate(capacity: max(1, count))
        memory.initialize(from: values, count: count)
        start = UnsafePointer(memory)
    }

    deinit {
        memory.deinitialize(count: count)
        memory.deallocate()
    }
}
