package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/** Users, agents and dongles of a test, reached as they would be: over HTTP, through whatever node. */
public final class ConsoleWorld {

    public static final Map<String, Object> SETTINGS = Map.of("roomwire.jwt.secret", Jwt.SECRET);

    private ConsoleWorld() {
    }

    /** A user's name that no other test has. */
    public static String freshUser() {
        return TestRedis.freshName("user");
    }

    /** A session of the user. */
    public static String token(String user) {
        return Jwt.of(user, Map.of(), Duration.ofMinutes(10));
    }

    static String admin() {
        return Jwt.of("root", Map.of("roles", List.of("super_admin")), Duration.ofMinutes(10));
    }

    /** An agent and its token. */
    public record AgentId(String id, String token) {
    }

    public static AgentId register(URI node, String session) {
        String body = post(node, "/api/v1/agents/register", session,
                "{\"hostname\":\"h\",\"os\":\"linux\",\"version\":\"1\"}").body();
        return new AgentId(Json.at(body, "agent_id").getStringValue(), Json.at(body, "agent_token").getStringValue());
    }

    /** Reports a dongle that no other test has; empty owner for none. */
    public static String dongle(URI node, AgentId agent, String owner) {
        String device = String.format("%016x", ThreadLocalRandom.current().nextLong());
        return dongle(node, agent, owner, device);
    }

    /** Reports that device; its dongle is {@code d_} and the device. */
    public static String dongle(URI node, AgentId agent, String owner, String device) {
        String claimed = owner.isEmpty() ? "" : ",\"owner_user_id\":\"" + owner + '"';
        HttpResponse<String> answer = post(node, "/api/v1/agents/devices/report", agent.token(),
                "{\"devices\":[{\"device_id\":\"" + device + "\",\"fw_build\":\"1.2\",\"udp_port\":9000,"
                        + "\"lan_ip\":\"10.0.0.7\"" + claimed + "}]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return text(answer.body(), "devices", "id");
    }

    public static String group(URI node, String session, String a, String b) {
        HttpResponse<String> answer = post(node, "/api/v1/groups", session,
                "{\"dongle_a_id\":\"" + a + "\",\"dongle_b_id\":\"" + b + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.at(answer.body(), "id").getStringValue();
    }

    public static void activate(URI node, String session, String group) {
        HttpResponse<String> answer = post(node, "/api/v1/groups/" + group + "/activate", session, "");
        assertThat(Json.at(answer.body(), "mode").getStringValue()).isEqualTo("ACTIVE");
    }

    public static void deactivate(URI node, String session, String group) {
        HttpResponse<String> answer = post(node, "/api/v1/groups/" + group + "/deactivate", session, "");
        assertThat(Json.at(answer.body(), "mode").getStringValue()).isEqualTo("INACTIVE");
    }

    /** The group's mode as the node tells it now. */
    public static String mode(URI node, String session, String group) {
        return Json.at(get(node, "/api/v1/groups/" + group, session).body(), "mode").getStringValue();
    }

    static SseViewer watch(URI node, String kind, String id, String session) {
        return SseViewer.watch(node, stream(kind, id) + "?token=" + session).awaitLive();
    }

    static String stream(String kind, String id) {
        return "/api/v1/streams/" + kind + '/' + id + "/console";
    }

    public static HttpResponse<String> get(URI node, String path, String token) {
        return send("GET", node, path, token, "");
    }

    public static HttpResponse<String> post(URI node, String path, String token, String body) {
        return send("POST", node, path, token, body);
    }

    private static HttpResponse<String> send(String method, URI node, String path, String token, String body) {
        try {
            String[] headers = token.isEmpty() ? new String[0] : new String[] {"Authorization", "Bearer " + token};
            return Http.send(method, node.resolve(path), body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text of the first element of a list. */
    static String text(String body, String list, String name) {
        return Objects.requireNonNull(Objects.requireNonNull(
                Json.at(body, list).get(0)).get(name)).getStringValue();
    }

    /** A can_frame as agents send it, with a number in its data. */
    public static String frame(String dongle, int number) {
        return frame(dongle, number, "can1");
    }

    public static String frame(String dongle, int number, String bus) {
        return "{\"type\":\"can_frame\",\"dongle_id\":\"" + dongle + "\",\"frame\":" + frame(number, bus) + '}';
    }

    static String frame(int number) {
        return frame(number, "can1");
    }

    private static String frame(int number, String bus) {
        return "{\"ts\":\"2026-01-05T10:00:00.000Z\",\"can_id\":\"0x1A0\",\"is_extended\":false,\"dlc\":4,"
                + "\"data_hex\":\"" + String.format("%08x", number) + "\",\"bus\":\"" + bus + "\"}";
    }

    /** A number of a message. */
    static long number(JsonNode message, String name) {
        return Objects.requireNonNull(message.get(name), name).getLongValue();
    }

    public static Node node() {
        return Node.start(TestRedis.uri(), SETTINGS);
    }
}
