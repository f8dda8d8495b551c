"""An outside model: off by default, on with a reason, and then one more engine whose codes people overrule."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.urls import reverse

from councils.audit.models import AuditEvent
from councils.errors import DomainError, NotAllowed
from councils.runs.models import RunState
from evaluation.models import CodeAssignment, Coding, OutsideModel
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.engines import engine_of
from evaluation.services.coding import desk
from evaluation.services.coding.outside import turn_off, turn_on
from evaluation.tests.desk import PACK, answered, coder, counted, said, standing_of
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
REASON = "Agreed with our data protection officer in May."


class Model:
    """A small server that speaks as such models do, and keeps what it was asked."""

    def __init__(self) -> None:
        self.reply: str = json.dumps(
            {"codes": [
                {"theme": "D2", "denied": False, "evidence": "pack came late"},
                {"theme": "R1", "denied": True, "evidence": "words that nobody wrote"},
                {"theme": "Z9", "denied": False, "evidence": "late"},
            ]}
        )  # fmt: skip
        self.asked: list[dict] = []
        self.keys: list[str | None] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                outer.keys.append(self.headers["Authorization"])
                said = json.dumps({"choices": [{"message": {"content": outer.reply}}]}).encode()
                self.send_response(200 if self.path == "/v1/chat/completions" else 404)
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1"


@pytest.fixture
def model() -> Iterator[Model]:
    made = Model()
    thread = Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


@pytest.fixture
def world() -> World:
    return build_world()


def _on(world: World, address: str) -> OutsideModel:
    region = world.round.regions.get()
    return turn_on(region=region, address=address, model="tiny", reason=REASON, actor=world.actors["own"])


def test_its_codes_are_stored_as_any_engines_and_people_overrule_them(
    world: World, model: Model, settings
) -> None:
    settings.OUTSIDE_MODEL_KEY = "secret"
    first, other = answered(world, [PACK, PACK])
    counted(world)
    _on(world, model.address)
    desk.decide(answer=other, outcome="coded", codes=said("B3"), seen=None, actor=coder("Ann"))
    run = counted(world)
    assert run.state == RunState.DONE
    assert run.engine == engine_of(world.round.pk, newest_codebook())
    assert run.engine.startswith("outside-")
    stored = CodeAssignment.objects.filter(coding__engine=run.engine, coding__answer=first)
    assert [
        (code.theme.code, code.denied, PACK[code.start : code.end], code.source)
        for code in stored.order_by("theme")
    ] == [
        ("D2", False, "pack came late", "outside model"),
        ("R1", True, PACK, "outside model"),
    ]
    assert standing_of(first) == ("coded", ["D2", "R1 denied"], False)
    assert standing_of(other) == ("coded", ["B3"], True)
    assert {(each["model"], each["temperature"]) for each in model.asked} == {("tiny", 0)}
    assert model.asked[0]["messages"][1]["content"] == f"Question about: benefit\nAnswer: {PACK}"
    assert "B1 " in model.asked[0]["messages"][0]["content"]
    assert set(model.keys) == {"Bearer secret"}
    asked = len(model.asked)
    counted(world)
    assert len(model.asked) == asked


def test_off_again_the_engine_of_this_server_counts(world: World, model: Model) -> None:
    (answer,) = answered(world, ["The weather"])
    before = counted(world).engine
    _on(world, model.address)
    assert counted(world).engine.startswith("outside-")
    assert standing_of(answer)[1] == ["D2", "R1 denied"]
    turn_off(region=world.round.regions.get(), actor=world.actors["own"])
    assert counted(world).engine == before
    assert standing_of(answer) == ("none", [], False)
    told = AuditEvent.objects.filter(verb__startswith="turned an outside model").order_by("pk")
    assert [event.verb for event in told] == ["turned an outside model on", "turned an outside model off"]
    assert told[0].after["reason"] == REASON


@pytest.mark.parametrize("reply", ["I cannot", '{"codes": [1]}', '{"themes": []}'])
def test_a_reply_that_cannot_be_read_fails_the_run_in_words(world: World, model: Model, reply: str) -> None:
    answered(world, [PACK])
    model.reply = reply
    _on(world, model.address)
    run = counted(world)
    assert run.state == RunState.FAILED
    assert run.error == "The outside model's reply cannot be read. Try again, or turn it off."
    assert not Coding.objects.filter(engine__startswith="outside-").exists()


def test_an_address_where_nothing_answers_fails_the_run_in_words(world: World, model: Model) -> None:
    answered(world, [PACK])
    _on(world, model.address + "/nowhere")
    run = counted(world)
    assert (
        run.error == "The outside model did not answer as it should (HTTPError). Try again, or turn it off."
    )


def test_it_takes_a_reason_a_name_an_address_and_the_regions_manager(world: World) -> None:
    region = world.round.regions.get()
    right = {"address": "https://models.example.org/v1", "model": "tiny", "reason": REASON}
    for wrong in ({"address": "ftp://x"}, {"address": "https://"}, {"model": " "}, {"reason": " "}):
        with pytest.raises(DomainError):
            turn_on(region=region, actor=world.actors["own"], **(right | wrong))
    for name in ("other", "evaluator"):
        with pytest.raises(NotAllowed):
            turn_on(region=region, actor=world.actors[name], **right)
        with pytest.raises(NotAllowed):
            turn_off(region=region, actor=world.actors[name])
    with pytest.raises(DomainError, match="No outside model"):
        turn_off(region=region, actor=world.actors["own"])
    assert not OutsideModel.objects.exists()


def test_the_page_keeps_what_was_typed_and_turns_it_on_and_off(world: World) -> None:
    client, region = world.clients["own"], world.round.regions.get()
    address = reverse("evaluation:outside", args=[region.slug])
    page = client.post(
        address, {"address": "models.example.org", "model": "tiny", "reason": REASON}
    ).content.decode()
    assert "Give an address that starts with https:// or http://." in page
    assert 'value="models.example.org"' in page
    typed = {"address": "https://models.example.org/v1", "model": "tiny", "reason": REASON}
    page = client.post(address, typed, follow=True).content.decode()
    assert "An outside model is on: the words of answers are sent to it." in page
    assert REASON in page
    page = client.post(reverse("evaluation:outside_off", args=[region.slug]), follow=True).content.decode()
    assert "The outside model is off." in page
    assert not OutsideModel.objects.exists()


def test_a_round_of_several_regions_needs_the_same_choice_of_each(world: World) -> None:
    from councils.models import Region  # noqa: PLC0415 - only here

    _on(world, "https://models.example.org/v1")
    codebook = newest_codebook()
    assert engine_of(world.round.pk, codebook).startswith("outside-")
    other = Region.objects.exclude(pk=world.round.regions.get().pk).first()
    world.round.regions.add(other)
    assert not engine_of(world.round.pk, codebook).startswith("outside-")
