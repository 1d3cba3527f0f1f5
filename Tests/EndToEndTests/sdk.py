"""The examples of the API's documentation, as they are printed there."""

PYTHON = '''
import requests

base_url = "https://your-domain.com/api/v1"
token = "your_jwt_token"

headers = {"Authorization": f"Bearer {token}"}

# Create task
response = requests.post(
    f"{base_url}/tasks",
    json={
        "title": "Security Scan",
        "task_type": "security_scan",
        "target": "example.com"
    },
    headers=headers
)
task = response.json()
'''

JAVASCRIPT = '''
const API_URL = 'https://your-domain.com/api/v1';
const token = 'your_jwt_token';

// Create task
const response = await fetch(`${API_URL}/tasks`, {
  method: 'POST',
  headers: {
    'Authorization': `Bearer ${token}`,
    'Content-Type': 'application/json'
  },
  body: JSON.stringify({
    title: 'Security Scan',
    task_type: 'security_scan',
    target: 'example.com'
  })
});

const task = await response.json();
'''


def addressed(example, url, token):
    """The example with another URL and another token, and nothing else changed."""
    for placeholder in ("https://your-domain.com/api/v1", "your_jwt_token"):
        assert example.count(placeholder) == 1
    return example.replace("https://your-domain.com/api/v1", url).replace("your_jwt_token", token)
