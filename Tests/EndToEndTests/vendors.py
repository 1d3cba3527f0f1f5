"""What the documentation of the platforms demands of a request, as JSON Schema."""

# https://docs.slack.dev/reference/methods/chat.postMessage and
# https://docs.slack.dev/reference/block-kit/blocks/section-block: channel is required, one of text and blocks is;
# at most 50 blocks; the text of a section has 1 to 3000 characters; text should stay under 40,000 characters.
SLACK_MESSAGE = {
    "type": "object",
    "required": ["channel"],
    "anyOf": [{"required": ["text"]}, {"required": ["blocks"]}],
    "additionalProperties": False,
    "properties": {
        "channel": {"type": "string", "minLength": 1},
        "text": {"type": "string", "minLength": 1, "maxLength": 40000},
        "blocks": {
            "type": "array", "maxItems": 50,
            "items": {
                "type": "object", "required": ["type", "text"], "additionalProperties": False,
                "properties": {
                    "type": {"const": "section"},
                    "text": {
                        "type": "object", "required": ["type", "text"], "additionalProperties": False,
                        "properties": {"type": {"enum": ["mrkdwn", "plain_text"]},
                                       "text": {"type": "string", "minLength": 1, "maxLength": 3000}}}}}},
        "unfurl_links": {"type": "boolean"},
        "unfurl_media": {"type": "boolean"},
    },
}

# https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/ (POST /rest/api/3/issue) and
# https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/: fields with project, issuetype and
# summary (one line, at most 255 characters); description in the Atlassian Document Format, whose texts are not empty.
TEXT = {
    "type": "object", "required": ["type", "text"], "additionalProperties": False,
    "properties": {
        "type": {"const": "text"},
        "text": {"type": "string", "minLength": 1},
        "marks": {"type": "array", "items": {
            "type": "object", "required": ["type"], "properties": {"type": {"enum": ["strong", "em", "code"]}}}},
    },
}
JIRA_ISSUE = {
    "type": "object", "required": ["fields"], "additionalProperties": False,
    "properties": {"fields": {
        "type": "object", "required": ["project", "issuetype", "summary"], "additionalProperties": False,
        "properties": {
            "project": {"type": "object", "required": ["key"], "additionalProperties": False,
                        "properties": {"key": {"type": "string", "pattern": "^[A-Z][A-Z0-9_]+$"}}},
            "issuetype": {"type": "object", "required": ["name"], "additionalProperties": False,
                          "properties": {"name": {"type": "string", "minLength": 1}}},
            "summary": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[^\\r\\n]+$"},
            "description": {
                "type": "object", "required": ["type", "version", "content"], "additionalProperties": False,
                "properties": {
                    "type": {"const": "doc"}, "version": {"const": 1},
                    "content": {"type": "array", "minItems": 1, "items": {
                        "type": "object", "required": ["type"], "additionalProperties": False,
                        "properties": {"type": {"const": "paragraph"}, "content": {"type": "array", "items": TEXT}}}}}},
        }}},
}

# https://developers.notion.com/reference/post-page and https://developers.notion.com/reference/request-limits:
# parent and properties are required, at most 100 children, 2000 characters in a rich text.
RICH_TEXT = {
    "type": "array", "maxItems": 100,
    "items": {"type": "object", "required": ["text"], "properties": {
        "type": {"const": "text"},
        "text": {"type": "object", "required": ["content"], "properties": {
            "content": {"type": "string", "minLength": 1, "maxLength": 2000}}}}},
}
NOTION_PAGE = {
    "type": "object", "required": ["parent", "properties"], "additionalProperties": False,
    "properties": {
        "parent": {"type": "object", "required": ["page_id"], "additionalProperties": False,
                   "properties": {"page_id": {"type": "string", "minLength": 32, "maxLength": 36}}},
        "properties": {"type": "object", "required": ["title"], "additionalProperties": False,
                       "properties": {"title": {"type": "object", "required": ["title"],
                                                "properties": {"title": RICH_TEXT}}}},
        "children": {"type": "array", "maxItems": 100, "items": {
            "type": "object", "required": ["object", "type"],
            "properties": {
                "object": {"const": "block"}, "type": {"enum": ["paragraph", "bulleted_list_item"]},
                "paragraph": {"type": "object", "required": ["rich_text"], "properties": {"rich_text": RICH_TEXT}},
                "bulleted_list_item": {"type": "object", "required": ["rich_text"],
                                       "properties": {"rich_text": RICH_TEXT}}}}},
    },
}

# https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_case.htm:
# Subject has at most 255 characters, Description at most 32,000.
SALESFORCE_CASE = {
    "type": "object", "additionalProperties": False,
    "properties": {"Subject": {"type": "string", "maxLength": 255}, "Origin": {"type": "string", "maxLength": 255},
                   "Description": {"type": "string", "maxLength": 32000}},
}
