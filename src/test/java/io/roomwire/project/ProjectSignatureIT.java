package io.roomwire.project;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Signed requests over the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProjectSignatureIT {

    private Node node;
    private Node other;
    private ProjectOnNode project;

    @BeforeAll
    void start() {
        node = Node.start(TestRedis.uri(), ProjectOnNode.SETTINGS);
        other = Node.start(TestRedis.uri(), ProjectOnNode.SETTINGS);
        project = ProjectOnNode.fresh(node);
    }

    @AfterAll
    void stop() {
        node.close();
        other.close();
    }

    /** Made with {@code openssl dgst -sha256 -hmac}. */
    @Test
    void signsAsOpensslDoes() {
        assertThat(ProjectOnNode.sign("key", "The quick brown fox jumps over the lazy dog"))
                .isEqualTo("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
    }

    @Test
    void takesTheBodyAsItIs() {
        String body = "{ \"text\" : \"gr\u00fc\u00df dich \uD83D\uDE00\",\n\"client_msg_id\":\"raw-1\" ,\"mode\":"
                + "\"plan\"}";
        assertThat(project.service("mia", "POST", "/chat/messages", body).statusCode()).isEqualTo(201);
        assertThat(ProjectOnNode.texts(project.get("mia", "/messages?limit=1"), "messages"))
                .containsExactly("gr\u00fc\u00df dich \uD83D\uDE00");
    }

    /** Whatever the content type says of them, and even where they are no text. */
    @Test
    void comparesTheBytesThatWereSent() throws Exception {
        byte[] text = ProjectOnNode.message("gr\u00fc\u00df", TestRedis.freshName("c")).getBytes(UTF_8);
        assertThat(sendBytes(text, "application/json; charset=iso-8859-1").statusCode()).isEqualTo(201);
        assertThat(ProjectOnNode.texts(project.get("mia", "/messages?limit=1"), "messages"))
                .containsExactly("gr\u00fc\u00df");
        byte[] noText = ProjectOnNode.message("gr\u00fc\u00df", TestRedis.freshName("c")).getBytes(ISO_8859_1);
        HttpResponse<String> refused = sendBytes(noText, "application/json");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"message\":\"body must be UTF-8\"");
    }

    private HttpResponse<String> sendBytes(byte[] body, String contentType) throws Exception {
        String now = now(0);
        HttpRequest request = HttpRequest.newBuilder(node.address().resolve(project.path() + "/chat/messages"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).header("Content-Type", contentType)
                .header("x-user-id", "mia").header("x-sheen-timestamp", now)
                .header("x-sheen-signature", ProjectOnNode.sign(ProjectOnNode.SECRET, bytes(now, body))).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static byte[] bytes(String head, byte[] body) {
        return ByteBuffer.allocate(head.length() + body.length).put(head.getBytes(UTF_8)).put(body).array();
    }

    @Test
    void takesTheOtherNameOfTheFirstForm() {
        String now = now(0);
        assertThat(unread("x-sheen-timestamp", now, "x-sheen-hmac-signature", ProjectOnNode.sign(now)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesTheSecondFormOnceByItsNonceOnWhateverNode() {
        String path = project.path() + "/chat/messages";
        String now = now(0);
        String nonce = TestRedis.freshName("nonce");
        String body = ProjectOnNode.message("v2", TestRedis.freshName("c"));
        String signature = ProjectOnNode.sign("POST\n" + path + "?a=2&b=1\n" + now + '\n' + nonce + '\n' + body);
        String[] headers = {"x-user-id", "mia", "x-sheen-timestamp", now, "x-sheen-nonce", nonce, "x-sheen-sig-v2",
                signature};
        assertThat(project.send("POST", path + "?b=1&a=2", body, headers).statusCode()).isEqualTo(201);
        HttpResponse<String> again = project.at(other).send("POST", path + "?b=1&a=2", body, headers);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("\"code\":\"REPLAY_ATTACK_DETECTED\"");
    }

    @Test
    void asksForASignature() {
        HttpResponse<String> answer = unread();
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).startsWith("{\"error\":\"Missing signature headers\",\"code\":\"MISSING_SIGNATURE\","
                + "\"required_headers\":[\"x-sheen-timestamp\",\"x-sheen-signature\",\"x-sheen-sig-v2\"],"
                        + "\"timestamp\":\"");
    }

    @Test
    void refusesOldAndMissingTimes() {
        assertThat(code(signedAt(now(-125))))
                .isEqualTo("408 TIMESTAMP_OUT_OF_RANGE");
        assertThat(code(unread("x-sheen-signature", ProjectOnNode.sign("")))).isEqualTo("408 TIMESTAMP_OUT_OF_RANGE");
        assertThat(signedAt(now(-100)).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAWrongSignatureAndSaysWhatItLookedAt() {
        String now = now(0);
        HttpResponse<String> answer = unread("x-sheen-timestamp", now, "x-sheen-signature",
                ProjectOnNode.sign("another secret", now));
        assertThat(code(answer)).isEqualTo("403 INVALID_SIGNATURE");
        assertThat(answer.body()).contains("\"details\":{\"version_checked\":\"v1\",\"timestamp_valid\":true,")
                .contains("\"nonce_valid\":true}", "\"warnings\":[]", "\"timestamp\":\"").doesNotContain("secret");
    }

    @Test
    void looksAtTheSignatureBeforeAnythingElse() {
        assertThat(project.send("POST", "/v1/projects/!/chat/messages", "no json", "x-user-id", "mia").statusCode())
                .isEqualTo(401);
        assertThat(project.send("GET", project.streamPath() + "?from_seq=x", "").statusCode()).isEqualTo(401);
        assertThat(project.send("POST", "/unified", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void asksForTheUser() {
        HttpResponse<String> answer = project.service("", "GET", "/chat/unread", "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"statusCode\":400,\"code\":\"FST_ERR_VALIDATION\",\"error\":\"Bad Request\","
                + "\"message\":\"headers must have required property 'x-user-id'\"}");
    }

    private HttpResponse<String> signedAt(String time) {
        return unread("x-sheen-timestamp", time, "x-sheen-signature", ProjectOnNode.sign(time));
    }

    private HttpResponse<String> unread(String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "x-user-id";
        all[1] = "mia";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return project.send("GET", project.path() + "/chat/unread", "", all);
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " " + Json.at(answer.body(), "code").getStringValue();
    }

    private static String now(int skew) {
        return Long.toString(Instant.now().getEpochSecond() + skew);
    }
}
