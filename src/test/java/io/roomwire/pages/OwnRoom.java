package io.roomwire.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;

/**
 * A room of one test in the demo run, filled over HTTP and closed with it. Its agent speaks when it runs, and only
 * then.
 *
 * @param id its agent is called Nova Prime; its days are those of UTC
 */
record OwnRoom(String id) implements AutoCloseable {

    /** A room whose agent does not run, so that only what a test puts there is in it. */
    static OwnRoom silent() {
        return named("Nova Prime");
    }

    /** The same with an agent of another name. */
    static OwnRoom named(String agent) {
        OwnRoom room = new OwnRoom(TestRedis.freshName("t").replace('-', '_'));
        room.send("POST", "/api/agents/" + room.id + "/register",
                "{\"agent_name\":\"%s\",\"time_zone\":\"UTC\"}".formatted(agent));
        return room;
    }

    /** A room whose agent answers when spoken to. */
    static OwnRoom running() {
        OwnRoom room = silent();
        room.send("POST", "/api/agents/" + room.id + "/start", "{}");
        return room;
    }

    String page() {
        return DemoNodes.page(path());
    }

    /** Of its page. */
    String path() {
        return "/room?id=" + id;
    }

    /** Says something for everybody, with a session of its own, so that no limit is met. */
    void say(String name, String text) {
        message(TestRedis.freshName("usr"), name, "public", "public_plain", text);
    }

    void say(String session, String name, String text) {
        message(session, name, "public", "public_plain", text);
    }

    void whisper(String session, String text) {
        message(session, "Mia", "private", "private_agent_dm", text);
    }

    private void message(String session, String name, String visibility, String type, String text) {
        send("POST", "/api/chat/rooms/" + id + "/messages", """
                {"user_session_id":"%s","user_nickname":"%s","visibility":"%s","message_type":"%s","text":"%s"}"""
                .formatted(session, name, visibility, type, text));
    }

    void holds(int cycle, String symbol) {
        decide(cycle, symbol, "hold", "OK", false);
    }

    /** A decision with its audit record. */
    void decide(int cycle, String symbol, String action, String readiness, boolean forced) {
        decide("""
                {"cycle_number":%d,"decision_source":"test","cot_trace":"thought %d","forced_hold":%b,\
                "decisions":[{"action":"%s","symbol":"%s","quantity":3,"price":10.5,"executed":true,"success":true}],\
                "data_readiness":{"level":"%s","reasons":["why %d"]}}"""
                .formatted(cycle, cycle, forced, action, symbol, readiness, cycle));
    }

    void decide(String body) {
        send("POST", "/api/rooms/" + id + "/decisions", body);
    }

    void put(String state) {
        send("PUT", "/api/rooms/" + id + "/state", state);
    }

    /** Audit records as an existing log has them. */
    void audit(String lines) {
        send("POST", "/api/agents/" + id + "/decision-audit", lines, "Content-Type", "application/x-ndjson");
    }

    void register() {
        send("POST", "/api/agents/" + id + "/register", "{\"agent_name\":\"Nova Prime\"}");
    }

    @Override
    public void close() {
        send("POST", "/api/agents/" + id + "/unregister", "{}");
    }

    private void send(String method, String path, String body, String... headers) {
        try {
            HttpResponse<String> answer = Http.send(method, DemoNodes.balancer().resolve(path), body, headers);
            assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
