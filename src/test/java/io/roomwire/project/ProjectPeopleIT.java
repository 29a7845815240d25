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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Presence, typing, read marks and sessions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProjectPeopleIT {

    private Node first;
    private Node second;
    private ProjectOnNode project;

    @BeforeAll
    void start() {
        Map<String, Object> settings = new HashMap<>(ProjectOnNode.SETTINGS);
        settings.put("roomwire.projects.presence", "4s");
        settings.put("roomwire.projects.typing", "1s");
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
    void tellsAllNodesWhoIsThereAndOnceThatSomebodyLeft() {
        try (SseViewer here = project.watch("tom", "").awaitEvents(1);
                SseViewer there = project.at(second).watch("tom", "").awaitEvents(1)) {
            assertThat(project.service("mia", "POST", "/chat/presence", "{\"is_typing\":true}", "x-user-type",
                    "advisor")
                    .statusCode()).isEqualTo(204);
            for (SseViewer viewer : List.of(here, there)) {
                viewer.awaitBlock(block -> block.data().filter(data -> data.contains("user_left")).isPresent());
                assertThat(ProjectMessagesIT.named(viewer, "presence.updated")).hasSize(2)
                        .allSatisfy(block -> assertThat(block.id()).isEmpty());
                assertThat(data(viewer, "presence.updated").getFirst()).matches("\\{\"projectId\":\"" + project.id()
                        + "\",\"user\":\\{\"userId\":\"mia\",\"userType\":\"client\",\"isTyping\":true,\"lastSeen\":"
                                + "\\d{13},"
                        + "\"isOnline\":true},\"event\":\"heartbeat\",\"timestamp\":\"[^\"]+\"}");
                assertThat(data(viewer, "typing")).hasSize(2);
                assertThat(data(viewer, "typing").getFirst()).matches("\\{\"projectId\":\"" + project.id()
                        + "\",\"userId\":\"mia\",\"userType\":\"client\",\"isTyping\":true,\"timestamp\":\"[^\"]+\"}");
                assertThat(data(viewer, "typing").getLast()).contains("\"isTyping\":false");
            }
            long later = project.say("mia", "later");
            here.awaitId(later);
            assertThat(ProjectMessagesIT.named(here, "presence.updated")).hasSize(2);
        }
    }

    @Test
    void showsWhoIsThereInEitherForm() {
        project.service("mia", "POST", "/chat/presence", "");
        project.browser("tom", "POST", "/presence",
                "{\"project_id\":\"" + project.id() + "\",\"status\":\"away\",\"activity\":\"at lunch\"}");
        String services = project.at(second).get("mia", "/presence").body();
        assertThat(services).matches("\\{\"active_users\":\\[\\{\"userId\":\"tom\",\"userType\":\"client\","
                + "\"isTyping\":false,"
                + "\"lastSeen\":\\d{13},\"isOnline\":true},\\{\"userId\":\"mia\",.*}],\"count\":2}");
        String browsers = project.browser("mia", "GET", "/presence?project_id=" + project.id(), "").body();
        assertThat(browsers).startsWith("{\"participants\":[{\"user_id\":\"tom\",\"status\":\"away\",\"activity\":"
                + "\"at lunch\",\"last_seen\":\"")
                .endsWith(",\"count\":2}");
        assertThat(project.browser("tom", "POST", "/presence", "{\"project_id\":\"" + project.id()
                + "\",\"status\":\"offline\"}")
                .body()).isEqualTo("{\"success\":true}");
        assertThat(Json.at(project.get("mia", "/presence").body(), "count").getIntValue()).isEqualTo(1);
    }

    @Test
    void countsWhatIsUnreadAndMarksOnlyGrow() {
        List<Long> seqs = project.sayAll(5);
        assertThat(unread("tom")).isEqualTo(unread(5, seqs.get(4), 0));
        assertThat(read("tom", seqs.get(2))).isEqualTo(204);
        assertThat(unread("tom")).isEqualTo(unread(2, seqs.get(4), seqs.get(2)));
        assertThat(read("tom", seqs.getFirst())).isEqualTo(204);
        assertThat(unread("tom")).isEqualTo(unread(2, seqs.get(4), seqs.get(2)));
        assertThat(read("tom", 9_000_000_000_000_000L)).isEqualTo(204);
        assertThat(unread("tom")).isEqualTo(unread(0, seqs.get(4), seqs.get(4)));
        long last = project.at(second).say("mia", "one more");
        assertThat(unread("tom")).isEqualTo(unread(1, last, seqs.get(4)));
        assertThat(unread("mia")).isEqualTo(unread(6, last, 0));
        for (String body : List.of("{}", "{\"up_to_seq\":0}", "{\"up_to_seq\":1.5}", "{\"up_to_seq\":\"1\"}")) {
            assertThat(project.service("tom", "PUT", "/chat/read", body).statusCode()).as(body).isEqualTo(400);
        }
    }

    @Test
    void showsBrowsersHowFarEverybodyHasRead() {
        List<Long> seqs = project.sayAll(2);
        assertThat(project.browser("tom", "PUT", "/read", "{\"project_id\":\"" + project.id() + "\",\"read_up_to_seq\":"
                + seqs.getFirst() + "}").body()).isEqualTo("{\"success\":true}");
        assertThat(project.browser("mia", "GET", "/read?project_id=" + project.id(), "").body()).matches(
                "\\{\"unread_count\":2,\"last_message_seq\":" + seqs.getLast()
                        + ",\"last_read_seq\":0,\"read_statuses\":\\["
                        + "\\{\"user_id\":\"tom\",\"read_up_to_seq\":" + seqs.getFirst()
                                + ",\"last_read_at\":\"[^\"]+Z\"}]}");
    }

    @Test
    void keepsAProjectWithoutMessagesInOrder() {
        assertThat(unread("tom")).isEqualTo(unread(0, 0, 0));
        assertThat(read("tom", 17)).isEqualTo(204);
        assertThat(unread("tom")).isEqualTo(unread(0, 0, 0));
        try (SseViewer viewer = project.watch("tom", "").awaitEvents(1)) {
            assertThat(viewer.events().getFirst().id()).contains("0");
        }
    }

    @Test
    void givesEachUserASessionInEachProject() {
        HttpResponse<String> session = project.get("mia", "/session");
        assertThat(session.body())
                .matches("\\{\"sessionId\":\"[0-9a-f-]{36}\",\"isActive\":true,\"lastActive\":\"[^\"]+Z\"}");
        assertThat(project.at(second).get("mia", "/session").body()).isEqualTo(session.body());
        assertThat(project.get("tom", "/session").body()).isNotEqualTo(session.body());
        project.signed("mia", "POST", "/v1/chat/unified", "{\"userId\":\"mia\",\"projectId\":\"" + project.id()
                + "\",\"message\":\"hallo\",\"locale\":\"de\"}");
        String renewed = project.get("mia", "/session").body();
        assertThat(Json.at(renewed, "preferredLocale").getStringValue()).isEqualTo("de");
        assertThat(Json.at(renewed, "sessionId")).isEqualTo(Json.at(session.body(), "sessionId"));
    }

    private String unread(String user) {
        return project.at(second).get(user, "/unread").body();
    }

    private static String unread(long count, long last, long read) {
        return "{\"unread_count\":" + count + ",\"last_message_seq\":" + last + ",\"last_read_seq\":" + read + '}';
    }

    private int read(String user, long seq) {
        return project.service(user, "PUT", "/chat/read", "{\"up_to_seq\":" + seq + "}").statusCode();
    }

    private static List<String> data(SseViewer viewer, String event) {
        return ProjectMessagesIT.named(viewer, event).stream().map(SseBlock::data).map(data -> data.orElse(""))
                .toList();
    }
}
