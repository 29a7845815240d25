package io.roomwire.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Posting, reading and searching, by either face. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProjectMessagesIT {

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private Node first;
    private Node second;
    private ProjectOnNode project;

    @BeforeAll
    void start() {
        Map<String, Object> settings = new HashMap<>(ProjectOnNode.SETTINGS);
        settings.put("roomwire.projects.scan", "100");
        first = Node.start(TestRedis.uri(), settings);
        second = Node.start(TestRedis.uri(), settings);
    }

    @BeforeEach
    void open() {
        project = ProjectOnNode.fresh(first);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void answersAMessageWithItsSeq() {
        HttpResponse<String> answer = project.post("mia", "hi", "c-1");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).matches("\\{\"id\":\"[0-9a-f-]{36}\",\"seq\":\\d{16},\"client_msg_id\":\"c-1\","
                + "\"timestamp\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"}");
    }

    @Test
    void answersARepeatAsTheFirstTimeWhateverItSaysAndWhereverItComes() {
        HttpResponse<String> answer = project.post("mia", "hi", "c-1");
        HttpResponse<String> again = project.at(second).post("tom", "something else", "c-1");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(answer.body().replace("}", ",\"duplicateOf\":\""
                + Json.at(answer.body(), "id").getStringValue() + "\"}"));
        assertThat(project.post("mia", "hi", "c-2").statusCode()).isEqualTo(201);
    }

    @Test
    void takesOneOfManyRepeatsThatComeAtOnce() {
        try (SseViewer viewer = project.watch("tom", "").awaitEvents(1)) {
            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 20).mapToObj(i ->
                    CompletableFuture.supplyAsync(() -> project.at(i % 2 == 0 ? first : second)
                            .post("mia", "t" + i, "same"),
                            THREADS)).toList();
            assertThat(answers).extracting(answer -> answer.join().statusCode()).containsOnly(200, 201)
                    .containsOnlyOnce(201);
            assertThat(answers.stream().map(answer -> Json.at(answer.join().body(), "seq").getLongValue()).distinct())
                    .hasSize(1);
            long last = project.say("mia", "the end");
            viewer.awaitId(last);
            assertThat(viewer.events().stream().filter(event -> event.isNamed("message.new"))).hasSize(2);
        }
    }

    @Test
    void keepsClientIdsOfProjectsApart() {
        ProjectOnNode other = ProjectOnNode.fresh(second);
        assertThat(project.post("mia", "hi", "c-1").statusCode()).isEqualTo(201);
        assertThat(other.post("mia", "hi", "c-1").statusCode()).isEqualTo(201);
        assertThat(ProjectOnNode.texts(other.get("mia", "/messages"), "messages")).containsExactly("hi");
    }

    @Test
    void showsTheHistoryNewestFirst() {
        List<Long> seqs = project.sayAll(5);
        HttpResponse<String> page = project.at(second).get("tom", "/messages?limit=2");
        assertThat(ProjectOnNode.texts(page, "messages")).containsExactly("m5", "m4");
        assertThat(Json.at(page.body(), "pagination")).isEqualTo(Json.parse("{\"start_seq\":" + seqs.get(4)
                + ",\"end_seq\":" + seqs.get(3) + ",\"has_more_older\":true,\"has_more_newer\":false}"));
        assertThat(ProjectOnNode.texts(project.get("tom", "/messages?limit=2&before_seq=" + seqs.get(3)), "messages"))
                .containsExactly("m3", "m2");
        assertThat(ProjectOnNode.texts(project.get("tom", "/messages?before=" + seqs.get(1)), "messages"))
                .containsExactly("m1");
        HttpResponse<String> after = project.get("tom", "/messages?limit=2&after_seq=" + seqs.get(0));
        assertThat(ProjectOnNode.texts(after, "messages")).containsExactly("m3", "m2");
        assertThat(Json.at(after.body(), "pagination", "has_more_newer").getBooleanValue()).isTrue();
        assertThat(project.get("tom", "/messages?after_seq=" + seqs.get(4)).body()).startsWith("{\"messages\":[],");
    }

    @Test
    void showsAMessageAsServicesKnowIt() {
        HttpResponse<String> posted = project.service("mia", "POST", "/chat/messages",
                "{\"text\":\"hi\",\"mode\":\"build\","
                + "\"client_msg_id\":\"c-9\",\"actor_type\":\"advisor\",\"thread\":{\"parentId\":\"m-1\"}}");
        String page = project.get("mia", "/messages").body();
        String timestamp = ProjectOnNode.first(page, "messages", "message", "timestamp");
        assertThat(page).isEqualTo("{\"messages\":[{\"id\":\"" + Json.at(posted.body(), "id").getStringValue()
                + "\",\"seq\":" + Json.at(posted.body(), "seq").getLongValue()
                        + ",\"client_msg_id\":\"c-9\",\"projectId\":\""
                + project.id() + "\",\"user\":{\"id\":\"mia\",\"name\":\"mia\",\"type\":\"client\"},\"message\":"
                        + "{\"text\":\"hi\","
                + "\"type\":\"user\",\"mode\":\"build\",\"timestamp\":\"" + timestamp
                        + "\"},\"thread\":{\"parentId\":\"m-1\"},"
                + "\"metadata\":{\"build_id\":null,\"response_data\":null},\"isDeleted\":false,\"editedAt\":null,"
                + "\"visibility\":\"public\"}],\"pagination\":" + page.substring(page.indexOf("{\"start_seq\"")));
    }

    @Test
    void filtersByModeActorAndKind() {
        project.say("mia", "asked");
        project.service("", "POST", "/chat/assistant-messages",
                "{\"text\":\"answered\",\"mode\":\"build\",\"build_id\":\"b1\"}");
        project.service("", "POST", "/chat/assistant-messages",
                "{\"text\":\"restarted\",\"mode\":\"plan\",\"type\":\"system\"}");
        assertThat(texts("?mode=build")).containsExactly("answered");
        assertThat(texts("?mode=all")).hasSize(3);
        assertThat(texts("?includeSystem=false")).containsExactly("answered", "asked");
        assertThat(texts("?actor_types=client")).containsExactly("asked");
        assertThat(texts("?actor_types[]=client&actor_types[]=assistant&includeSystem=false")).hasSize(2);
        assertThat(project.get("mia", "/messages?mode=other").statusCode()).isEqualTo(400);
    }

    @Test
    void boundsTheSearchForRareMessagesAndGoesOnWhereItEnded() {
        project.say("mia", "needle");
        project.service("", "POST", "/chat/assistant-messages", "{\"text\":\"plan\",\"mode\":\"plan\"}");
        project.sayAll(120);
        HttpResponse<String> page = project.get("mia", "/messages?mode=plan");
        assertThat(ProjectOnNode.texts(page, "messages")).isEmpty();
        assertThat(Json.at(page.body(), "pagination", "has_more_older").getBooleanValue()).isTrue();
        long end = Json.at(page.body(), "pagination", "end_seq").getLongValue();
        assertThat(texts("?mode=plan&before_seq=" + end)).containsExactly("plan");
        assertThat(project.get("mia", "/search?q=needle").body())
                .isEqualTo("{\"results\":[],\"count\":0,\"query\":\"needle\"}");
    }

    @Test
    void searchesWithoutRegardToCaseInAllOfUnicode() {
        project.say("mia", "Die Stra\u00dfe");
        project.say("tom", "\u00c4RGER und caf\u00e9");
        HttpResponse<String> found = project.get("mia", "/search?q=STRASSE");
        assertThat(ProjectOnNode.texts(found, "results")).containsExactly("Die Stra\u00dfe");
        assertThat(found.body()).contains("\"count\":1,\"query\":\"STRASSE\"}");
        assertThat(ProjectOnNode.texts(project.get("mia", "/search?q=%C3%A4rger"), "results")).hasSize(1);
        assertThat(ProjectOnNode.texts(project.get("mia", "/search?q=cafe%CC%81"), "results")).hasSize(1);
        String browsers = project.browser("tom", "GET", "/search?project_id=" + project.id() + "&q=e&limit=1&offset=1",
                "").body();
        assertThat(browsers).contains("\"total_count\":2,\"count\":1,\"query\":\"e\"}");
        assertThat(ProjectOnNode.first(browsers, "messages", "text")).isEqualTo("Die Stra\u00dfe");
        assertThat(project.get("mia", "/search?q=" + "x".repeat(501)).statusCode()).isEqualTo(400);
        assertThat(project.get("mia", "/search").statusCode()).isEqualTo(400);
    }

    @Test
    void servesBrowsersInTheirOwnForm() {
        HttpResponse<String> posted = project.browser("tom", "POST", "/messages",
                "{\"project_id\":\"" + project.id()
                        + "\",\"text\":\"hello\",\"target\":\"team\",\"client_msg_id\":\"b-1\"}");
        assertThat(posted.statusCode()).isEqualTo(201);
        long seq = Json.at(posted.body(), "seq").getLongValue();
        String page = project.browser("mia", "GET", "/messages?project_id=" + project.id(), "").body();
        assertThat(page).startsWith("{\"messages\":[{\"id\":\"" + Json.at(posted.body(), "id").getStringValue()
                + "\",\"seq\":" + seq + ",\"project_id\":\"" + project.id()
                        + "\",\"user_id\":\"tom\",\"message_type\":\"user\","
                + "\"text\":\"hello\",\"target\":\"team\",\"created_at\":\"")
                .contains("\"client_msg_id\":\"b-1\"")
                .contains("\"has_more\":false,\"next_before\":null,\"total_count\":1,\"pagination\":{\"start_seq\":"
                        + seq);
    }

    @Test
    void takesUnifiedPostsOfEitherFace() {
        String body = "{\"userId\":\"mia\",\"projectId\":\"" + project.id()
                + "\",\"message\":\"build it\",\"client_msg_id\":\"u-1\","
                + "\"buildImmediately\":true}";
        HttpResponse<String> answer = project.signed("mia", "POST", "/v1/chat/unified", body);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).matches("\\{\"accepted\":true,\"success\":true,\"queued\":false,\"mode\":\"unified\","
                + "\"sessionId\":\"[0-9a-f-]{36}\",\"messageId\":\"[0-9a-f-]{36}\",\"message_seq\":\\d+,"
                        + "\"client_msg_id\":\"u-1\","
                + "\"timestamp\":\"[^\"]+\",\"actions\":\\[],\"preferences\":\\{\"buildImmediately\":true}}");
        HttpResponse<String> again = project.signed("mia", "POST", "/unified", body);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(Json.at(again.body(), "isDuplicate").getBooleanValue()).isTrue();
        assertThat(Json.at(again.body(), "sessionId")).isEqualTo(Json.at(answer.body(), "sessionId"));
        assertThat(Json.at(project.get("mia", "/session").body(), "sessionId"))
                .isEqualTo(Json.at(answer.body(), "sessionId"));
        HttpResponse<String> other = project.signed("tom", "POST", "/v1/chat/unified", body);
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("\"code\":\"USER_MISMATCH\"");
        String browsers = "{\"buildImmediately\":false,\"message\":\"hi\",\"projectId\":\"" + project.id() + "\"}";
        assertThat(project.browser("tom", "POST", "/unified", browsers).statusCode()).isEqualTo(201);
        assertThat(project.browser("tom", "POST", "/unified", "{\"message\":\"hi\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesWhatIsNoMessage() {
        for (String body : List.of("", "[]", "{}", ProjectOnNode.message("", "c"), ProjectOnNode.message("x", "a b"),
                ProjectOnNode.message("x".repeat(10_001), "c"),
                        "{\"text\":1,\"client_msg_id\":\"c\",\"mode\":\"plan\"}",
                "{\"text\":\"x\",\"client_msg_id\":\"c\",\"mode\":\"none\"}",
                        "{\"text\":\"x\",\"client_msg_id\":\"c\"}")) {
            HttpResponse<String> answer = project.service("mia", "POST", "/chat/messages", body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body())
                    .startsWith("{\"statusCode\":400,\"code\":\"FST_ERR_VALIDATION\",\"error\":\"Bad Request\",");
        }
        assertThat(project.service("mia", "POST", "/chat/messages", ProjectOnNode.message("x".repeat(10_000), "c"))
                .statusCode()).isEqualTo(201);
    }

    private List<String> texts(String query) {
        return ProjectOnNode.texts(project.get("mia", "/messages" + query), "messages");
    }

    /** The blocks of one event, as the viewer has them. */
    static List<SseBlock> named(SseViewer viewer, String event) {
        return viewer.events().stream().filter(block -> block.isNamed(event)).toList();
    }
}
