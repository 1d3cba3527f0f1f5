import JSON
import JSONSchema

/// Mends an urlencoded form by a patch of the object that its fields write.
struct FormMending {
    let plan: FormPlan
    let schema: CompiledSchema
    let limits: JSONLimits

    /// Nil where nothing was found, and where no form can say what was.
    func repair(of body: [UInt8]) -> Repair? {
        guard let value = object(in: body),
            let repair = schema.repair(of: Document(.object(value)).root, direction: .request),
            let mended = self.body(body, after: repair), fits(mended)
        else { return nil }
        return repair
    }

    /// The form after a repair.
    func body(_ body: [UInt8], after repair: Repair) -> [UInt8]? {
        guard let old = object(in: body), let new = try? repair.patch.applied(to: .object(old)),
            let members = new.objectValue
        else { return nil }
        return plan.text(of: members, in: old, writtenAs: String(decoding: body, as: UTF8.self)).map { Array($0.utf8) }
    }

    /// What the fields write; nil where one cannot be read whatever its schema is.
    private func object(in body: [UInt8]) -> JSONObject? {
        guard let (value, faults) = try? plan.read(urlEncoded: body, limits, keepsMisfits: true), faults.isEmpty else {
            return nil
        }
        return value.objectValue
    }

    private func fits(_ body: [UInt8]) -> Bool {
        guard let (value, faults) = try? plan.read(urlEncoded: body, limits), faults.isEmpty else { return false }
        return schema.accepts(Document(value).root, direction: .request)
    }
}
