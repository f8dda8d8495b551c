"""The servers that tests start are real, private and can be crashed."""

import urllib.request

import psycopg2
import pytest
from redis import Redis

from peerchallenge.celery import app
from peerchallenge.testing.installation import Installation


def test_redis_keeps_what_it_was_told_through_a_kill(redis_server):
    with Redis.from_url(redis_server.url) as client:
        client.set("kept", "yes")
    redis_server.stop()
    redis_server.start()
    with Redis.from_url(redis_server.url) as client:
        assert client.get("kept") == b"yes"
    redis_server.kill()
    assert not redis_server.answers()
    redis_server.start()
    assert redis_server.answers()


@pytest.mark.fault
@pytest.mark.postgres
def test_postgresql_keeps_what_it_committed_through_a_crash(postgres_server):
    url = postgres_server.create_database("crash")
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('yes')")
    connection.close()
    postgres_server.restart(mode="immediate")
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT word FROM kept")
        assert cursor.fetchall() == [("yes",)]
    connection.close()


@pytest.mark.celery
def test_a_real_worker_answers_on_the_private_broker(celery_worker_process):
    replies = app.control.ping(timeout=10, limit=1)
    assert [list(reply.values()) for reply in replies] == [[{"ok": "pong"}]]
    celery_worker_process.kill()
    assert not celery_worker_process.running()


@pytest.mark.fault
def test_an_installation_serves_its_health_page(live_site: Installation):
    with urllib.request.urlopen(f"{live_site.url}/health", timeout=5) as answer:
        assert answer.status == 200
        assert answer.read() == b'{"database": true, "broker": true}'


@pytest.mark.browser
def test_the_signed_out_home_page_is_accessible(live_site, browser_page, axe):
    browser_page.goto(live_site.url)
    assert browser_page.locator("h1").count() == 1
    axe(browser_page)
