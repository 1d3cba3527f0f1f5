"""Lists of tasks: every filter, both orders, and what other people see."""

import pytest

from test_commands import add_user
from test_main_road import refused


@pytest.fixture(scope="module")
def tasks(shared, client, tmp_path_factory):
    """Three tasks of the admin's and one of ann's, oldest first; the second is cancelled."""
    add_user(shared, "ann", "operator", tmp_path_factory.mktemp("users"))
    ann = shared.client("ann", "ann has a password")
    made = [client.create(target=f"host{number}.example") for number in range(3)]
    client.call("POST", f"/tasks/{made[1]['id']}/cancel")
    return ann, [task["id"] for task in made] + [ann.create(target="host1.example")["id"]], made


def ids(client, **filters):
    reply = client.call("GET", "/tasks", params=filters)
    assert reply.status_code == 200, reply.text
    return [task["id"] for task in reply.json()["items"]]


def test_filters_and_orders(client, tasks):
    _, (a, b, c, d), made = tasks
    assert ids(client) == [d, c, b, a] and ids(client, order="oldest") == [a, b, c, d]
    assert ids(client, status="cancelled") == [b] and ids(client, task_type="security_scan") == [d, c, b, a]
    assert ids(client, assigned_agent="security_expert") == [d, c, b, a] and ids(client, assigned_agent="nobody") == []
    assert ids(client, target="host1.example") == [d, b] and ids(client, target="host") == []
    assert ids(client, owner="ann") == [d] and ids(client, owner="admin", order="oldest") == [a, b, c]
    moment = made[1]["created_at"]
    assert a not in ids(client, created_from=moment) and b in ids(client, created_from=moment)
    before = ids(client, created_before=moment)
    assert a in before and b not in before and set(before) | set(ids(client, created_from=moment)) == {a, b, c, d}
    assert ids(client, target="host1.example", status="pending", assigned_agent="security_expert") == [d]


def test_pages_keep_filter_and_order(client, tasks):
    _, (a, b, c, _), _ = tasks
    seen, cursor = [], None
    while True:
        more = {"cursor": cursor} if cursor else {}
        page = client.call("GET", "/tasks", params={"owner": "admin", "order": "oldest", "limit": 2} | more).json()
        seen += [task["id"] for task in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [a, b, c]


def test_others_see_their_own_whatever_they_ask_for(tasks):
    ann, (_, _, _, d), _ = tasks
    assert ids(ann) == [d] and ids(ann, owner="ann") == [d] and ids(ann, owner="admin") == []
    assert ids(ann, assigned_agent="security_expert") == [d] and ids(ann, target="host1.example") == [d]


def test_a_filter_that_is_none_is_refused(client):
    for filters in ({"order": "up"}, {"created_from": "yesterday"}, {"target": ""}, {"asigned_agent": "a"}):
        refused(client.call("GET", "/tasks", params=filters), 400, "VALIDATION_ERROR")
