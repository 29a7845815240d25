package io.roomwire.console;

import static io.roomwire.console.ConsoleWorld.get;
import static io.roomwire.console.ConsoleWorld.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every route beside the streams: what it answers, and to whom. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleApiIT {

    private static final String TIME = "\"2\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"";

    private final String mia = ConsoleWorld.freshUser();
    private final String session = ConsoleWorld.token(mia);
    private final String other = ConsoleWorld.token(ConsoleWorld.freshUser());
    private Node node;
    private URI address;
    private AgentId agent;

    @BeforeAll
    void start() {
        node = ConsoleWorld.node();
        address = node.address();
        agent = ConsoleWorld.register(address, session);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void registersAnAgentAndShowsItsTokenOnce() {
        String body = post(address, "/api/v1/agents/register", session,
                "{\"hostname\":\"h\",\"os\":\"linux\",\"version\":\"1\",\"agent_name\":\"n\","
                        + "\"network_interfaces\":[]}").body();
        assertThat(body).matches("\\{\"agent_id\":\"a_[0-9a-f]{16}\",\"agent_token\":\"[A-Za-z0-9_-]{43}\","
                + "\"ws_url\":\"ws://127\\.0\\.0\\.1:" + address.getPort() + "/ws/agent\"}");
        assertThat(post(address, "/api/v1/agents/heartbeat", Json.at(body, "agent_token").getStringValue(), "").body())
                .isEqualTo("{\"ok\":true}");
    }

    @Test
    void takesADeviceReportAndShowsTheDongle() {
        String device = "00000000000000" + String.format("%02x", System.nanoTime() & 0xff);
        HttpResponse<String> report = post(address, "/api/v1/agents/devices/report", agent.token(), "{\"devices\":[{"
                + "\"device_id\":\"" + device + "\",\"fw_build\":\"1.2\",\"udp_port\":9000,\"capabilities\":[\"can\"],"
                + "\"proto_ver\":1,\"lan_ip\":\"10.0.0.7\",\"pairing_state\":\"paired\","
                + "\"owner_user_id\":\"" + mia + "\"}]}");
        String id = "d_" + device;
        assertThat(report.body()).isEqualTo("{\"devices\":[{\"id\":\"" + id + "\",\"device_id\":\"" + device
                + "\",\"ownership_state\":\"CLAIMED\",\"owner_user_id\":\"" + mia + "\"}]}");
        String shown = "\\{\"id\":\"" + id + "\",\"device_id\":\"" + device + "\",\"ownership_state\":\"CLAIMED\","
                + "\"last_seen_at\":" + TIME + ",\"lan_ip\":\"10\\.0\\.0\\.7\",\"fw_build\":\"1\\.2\","
                + "\"udp_port\":9000";
        assertThat(get(address, "/api/v1/dongles/" + id, session).body())
                .matches(shown + ",\"owner_user_id\":\"" + mia + "\",\"can_config\":null}");
        assertThat(get(address, "/api/v1/dongles", session).body()).matches("\\{\"dongles\":\\[.*" + shown + "}.*]}");
    }

    @Test
    void listsOwnAndUnclaimedDonglesAndAllToTheAdministrator() {
        String own = ConsoleWorld.dongle(address, agent, mia);
        String unclaimed = ConsoleWorld.dongle(address, agent, "");
        assertThat(get(address, "/api/v1/dongles", session).body()).contains(own, unclaimed);
        assertThat(get(address, "/api/v1/dongles", other).body()).contains(unclaimed).doesNotContain(own);
        assertThat(get(address, "/api/v1/dongles", ConsoleWorld.admin()).body()).contains(own, unclaimed);
        assertThat(get(address, "/api/v1/dongles/" + unclaimed, other).body()).contains("\"owner_user_id\":null")
                .contains("\"ownership_state\":\"UNCLAIMED\"");
    }

    @Test
    void believesAnAgentOnlyWhatItMaySay() {
        String own = ConsoleWorld.dongle(address, agent, mia);
        AgentId foreign = ConsoleWorld.register(address, other);
        String answer = post(address, "/api/v1/agents/devices/report", foreign.token(),
                "{\"devices\":[{\"device_id\":\"" + own.substring(2) + "\",\"owner_user_id\":\"thief\"}]}").body();
        assertThat(answer).contains("\"owner_user_id\":\"" + mia + '"');
        assertThat(get(address, "/api/v1/dongles/" + own, session).statusCode()).isEqualTo(200);
    }

    @Test
    void makesAGroupOfTwoDongles() {
        String a = ConsoleWorld.dongle(address, agent, mia);
        String b = ConsoleWorld.dongle(address, agent, mia);
        String body = post(address, "/api/v1/groups", session, pair(a, b)).body();
        String id = Json.at(body, "id").getStringValue();
        assertThat(body).matches("\\{\"id\":\"" + id + "\",\"group_id\":\"" + id + "\",\"user_id\":\"" + mia
                + "\",\"dongle_a_id\":\"" + a + "\",\"dongle_b_id\":\"" + b + "\",\"mode\":\"INACTIVE\","
                + "\"status\":\"inactive\",\"offline_side\":null,\"buffered_frames_a_to_b\":0,"
                + "\"buffered_frames_b_to_a\":0,"
                + "\"created_at\":" + TIME
                + ",\"updated_at\":" + TIME + '}');
        assertThat(get(address, "/api/v1/groups/" + id, session).body()).isEqualTo(body);
        assertThat(get(address, "/api/v1/groups", session).body()).contains(body);
        assertThat(get(address, "/api/v1/groups", other).body()).isEqualTo("{\"groups\":[]}");
        assertThat(get(address, "/api/v1/groups", ConsoleWorld.admin()).body()).contains(id);
    }

    @Test
    void switchesAGroupAsOftenAsOneLikes() {
        String id = ConsoleWorld.group(address, session, ConsoleWorld.dongle(address, agent, mia),
                ConsoleWorld.dongle(address, agent, mia));
        for (String word : List.of("activate", "activate", "deactivate", "deactivate", "activate")) {
            String mode = Json.at(post(address, "/api/v1/groups/" + id + '/' + word, session, "").body(), "mode")
                    .getStringValue();
            assertThat(mode).isEqualTo(word.equals("activate") ? "ACTIVE" : "INACTIVE");
        }
    }

    @Test
    void refusesGroupsThatCannotBe() {
        String a = ConsoleWorld.dongle(address, agent, mia);
        String b = ConsoleWorld.dongle(address, agent, mia);
        String unclaimed = ConsoleWorld.dongle(address, agent, "");
        assertRefused(post(address, "/api/v1/groups", session, pair(a, a)), 400, "VALIDATION_ERROR");
        assertRefused(post(address, "/api/v1/groups", session, "{}"), 400, "VALIDATION_ERROR");
        assertRefused(post(address, "/api/v1/groups", session, pair(a, "none")), 404, "DONGLE_NOT_FOUND");
        assertRefused(post(address, "/api/v1/groups", session, pair(a, unclaimed)), 403, "DONGLE_OWNED_BY_OTHER");
        assertRefused(post(address, "/api/v1/groups", other, pair(a, b)), 403, "DONGLE_OWNED_BY_OTHER");
        ConsoleWorld.group(address, session, a, b);
        String c = ConsoleWorld.dongle(address, agent, mia);
        assertRefused(post(address, "/api/v1/groups", session, pair(c, a)), 400, "VALIDATION_ERROR");
        ConsoleWorld.group(address, session, c, ConsoleWorld.dongle(address, agent, mia));
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/v1/dongles", "GET,/api/v1/dongles/x", "POST,/api/v1/dongles/x/commands",
            "GET,/api/v1/dongles/x/commands/c", "POST,/api/v1/dongles/x/can/send", "GET,/api/v1/groups",
            "POST,/api/v1/groups", "GET,/api/v1/groups/x", "POST,/api/v1/groups/x/activate",
            "POST,/api/v1/groups/x/deactivate", "POST,/api/v1/agents/register", "POST,/api/v1/agents/heartbeat",
            "POST,/api/v1/agents/devices/report", "GET,/api/v1/streams/dongles/x/console",
            "GET,/api/v1/streams/groups/x/console"})
    void asksWhoIsThere(String method, String path) throws IOException {
        String code = path.matches(".*/(heartbeat|report)") ? "AUTH_INVALID_CREDENTIALS" : "AUTH_SESSION_EXPIRED";
        String body = method.equals("POST") ? "{}" : "";
        assertRefused(Http.send(method, address.resolve(path), body), 401, code);
        assertRefused(Http.send(method, address.resolve(path), body, "Authorization", "Bearer nonsense"), 401, code);
    }

    @Test
    void refusesDisabledUsersAndCookiesWithoutAnOrigin() throws IOException {
        String disabled = Jwt.of(mia, Map.of("roles", List.of("disabled")));
        assertRefused(get(address, "/api/v1/dongles", disabled), 403, "AUTH_USER_DISABLED");
        assertRefused(Http.send("POST", address.resolve("/api/v1/groups"), "{}", "Cookie",
                "dashboard_session=" + session), 403, "CSRF_INVALID");
    }

    @Test
    void tellsWhatIsNotThere() {
        String own = ConsoleWorld.dongle(address, agent, mia);
        assertRefused(get(address, "/api/v1/dongles/none", session), 404, "DONGLE_NOT_FOUND");
        assertRefused(get(address, "/api/v1/dongles/..%2Fx", session), 404, "DONGLE_NOT_FOUND");
        assertRefused(get(address, "/api/v1/groups/none", session), 404, "NOT_FOUND");
        assertRefused(get(address, "/api/v1/dongles/" + own + "/commands/none", session), 404, "NOT_FOUND");
        assertRefused(get(address, "/api/v1/dongles/" + own, other), 403, "DONGLE_OWNED_BY_OTHER");
        assertRefused(get(address, "/api/v1/nothing", session), 404, "NOT_FOUND");
    }

    @Test
    void refusesReportsThatMakeNoSense() {
        for (String body : List.of("{}", "{\"devices\":[{\"device_id\":\"xyz\"}]}", "[]", "{\"devices\":[1]}")) {
            assertRefused(post(address, "/api/v1/agents/devices/report", agent.token(), body), 400, "VALIDATION_ERROR");
        }
        assertRefused(post(address, "/api/v1/agents/register", session, "{\"hostname\":\"h\"}"), 400,
                "VALIDATION_ERROR");
    }

    @Test
    void keepsOnlyTheDigestOfATokenInRedis() {
        assertThat(String.valueOf(TestRedis.call("GET", "rw:{agent-token:"
                + AgentTokens.hash(agent.token()) + "}:record"))).isEqualTo(agent.id());
    }

    private static String pair(String a, String b) {
        return "{\"dongle_a_id\":\"" + a + "\",\"dongle_b_id\":\"" + b + "\"}";
    }

    static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).matches("\\{\"code\":\"" + code
                + "\",\"message\":\"[^\"]+\",\"details\":\\{\"request_id\":\"[^\"]+\"}}");
    }
}
