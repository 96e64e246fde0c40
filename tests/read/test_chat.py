import httpx
import pytest

from enduse.errors import EndpointError
from enduse.read.chat import ChatClient, Completion

from .standin import Reply, completion, stand_in

MESSAGES = [{"role": "user", "content": "?"}]


def ask(replies: list[Reply], **options: object) -> tuple[Completion, list[float]]:
    slept: list[float] = []
    with stand_in(replies) as server:
        chat = ChatClient(endpoint=server.url, model="small", sleep=slept.append, **options)  # type: ignore[arg-type]
        return chat.ask(MESSAGES, schema={}), slept


def test_waits_longer_each_time_while_the_server_is_broken():
    got, slept = ask([Reply(503), Reply(500), Reply(529), completion("yes")])
    assert got.content == "yes"
    assert slept == [1, 2, 4]


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "0.5"}, 0.5),
        ({"Retry-After": "100000"}, 60),
        ({"Retry-After": "soon"}, 1),
        ({"Retry-After": "nan"}, 1),
        ({"Retry-After": "Wed, 21 Oct 2099 07:28:05 GMT"}, 60),
    ],
)
def test_waits_as_long_as_the_server_asks_within_reason(headers: dict[str, str], wait: float):
    assert ask([Reply(429, headers=headers), completion("yes")])[1] == [wait]


def test_a_day_and_hour_to_wait_for_is_counted_from_the_servers_own():
    dates = {"Date": "Wed, 21 Oct 2015 07:28:00 GMT", "Retry-After": "Wed, 21 Oct 2015 07:28:05 GMT"}
    replies = [httpx.Response(429, headers=dates), httpx.Response(200, content=completion("yes").body)]
    client = httpx.Client(transport=httpx.MockTransport(lambda _: replies.pop(0)))
    slept: list[float] = []
    ChatClient(endpoint="http://model.example", model="small", client=client, sleep=slept.append).ask(MESSAGES, schema={})
    assert slept == [5]


def test_gives_up_on_a_server_that_stays_busy():
    with pytest.raises(EndpointError, match="answers 429: slow down"):
        ask([Reply(429, b"slow\ndown")], attempts=3)


def test_says_where_nothing_answers_and_hides_the_password():
    slept: list[float] = []
    chat = ChatClient(endpoint="http://user:hush@127.0.0.1:9/v1", model="small", attempts=2, sleep=slept.append)
    with pytest.raises(EndpointError, match=r"127\.0\.0\.1:9/v1/chat/completions cannot be reached") as raised:
        chat.ask(MESSAGES, schema={})
    assert "hush" not in str(raised.value)
    assert slept == [1]


def test_a_silent_server_is_asked_again():
    asked = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if len(asked) == 1:
            raise httpx.ReadTimeout("silence")
        return httpx.Response(200, content=completion("yes").body)

    client = httpx.Client(transport=httpx.MockTransport(handler))
    chat = ChatClient(endpoint="http://model.example", model="small", client=client, sleep=lambda _: None)
    assert chat.ask(MESSAGES, schema={}).content == "yes"


def test_a_failed_try_of_another_form_is_not_remembered():
    refused = [Reply(400, b"bad"), Reply(401)]
    with stand_in([*refused, completion("yes")]) as server:
        chat = ChatClient(endpoint=server.url, model="small", sleep=lambda _: None)
        with pytest.raises(EndpointError):
            chat.ask(MESSAGES, schema={})
        chat.ask(MESSAGES, schema={})
    assert [asked["response_format"]["type"] for asked in server.asked] == ["json_schema", "json_object", "json_schema"]
