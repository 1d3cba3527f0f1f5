/// The kinds of object in a specification; the raw value is what messages call one.
enum ShapeName: String, Sendable, CaseIterable {
    // OpenAPI
    case openAPI = "an OpenAPI document"
    case info = "an info object"
    case contact = "a contact"
    case license = "a license"
    case server = "a server"
    case serverVariable = "a server variable"
    case components = "components"
    case paths = "paths"
    case pathItem = "a path item"
    case operation = "an operation"
    case serviceLevel = "x-slo"
    case parameter = "a parameter"
    case requestBody = "a request body"
    case mediaType = "a media type"
    case encoding = "an encoding"
    case responses = "responses"
    case response = "a response"
    case example = "an example"
    case link = "a link"
    case header = "a header"
    case tag = "a tag"
    case externalDocs = "an externalDocs object"
    case reference = "a reference"
    case securityScheme = "a security scheme"
    case callback = "a callback"

    // The Schema Object of OpenAPI 3.0, which is no JSON Schema of any draft
    case schema30 = "a schema"
    case discriminator = "a discriminator"
    case xml = "an xml object"

    // AsyncAPI
    case asyncAPI = "an AsyncAPI document"
    case asyncInfo = "an AsyncAPI info object"
    case asyncServer = "an AsyncAPI server"
    case asyncComponents = "AsyncAPI components"
    case channel = "a channel"
    case channelOperation = "a channel operation"
    case message = "a message"
    case messageExample = "a message example"

    // errors.yaml and limits.yaml
    case errorCatalogue = "errors.yaml"
    case errorEntry = "an error code"
    case limits = "limits.yaml"
    case rateLimit = "a rate limit"
    case requestLimits = "the request section"
    case connectionLimits = "the connection section"
    case webSocketLimits = "the websocket section"
}
