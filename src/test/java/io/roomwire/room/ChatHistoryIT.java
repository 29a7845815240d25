package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatHistoryIT {

    private static final int SAID = 230;

    private Node node;
    private RoomOnNode room;

    @BeforeAll
    void start() {
        node = Node.start(TestRedis.uri(), RoomOnNode.QUIET);
        room = RoomOnNode.stopped(node);
        IntStream.rangeClosed(1, SAID).forEach(n -> room.say("usr_sess_" + n / 10, "line " + n));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"'', 20", "?limit=3, 3", "?limit=2.9, 2", "?limit=0, 1", "?limit=-5, 1", "?limit=200, 200",
        "?limit=201, 200", "?limit=1e9, 200", "?limit=many, 20", "?limit=, 20", "?limit=NaN, 20", "?before_ts_ms=, 20",
        "?before_ts_ms=soon, 20", "?before_ts_ms=99999999999999, 20", "?before_ts_ms=0, 0", "?before_ts_ms=-1, 0"})
    void showsTheNewestOldestFirst(String query, int count) {
        assertThat(room.inPublic(query)).containsExactlyElementsOf(lines(SAID - count + 1, SAID));
    }

    @Test
    void leadsBackPageByPage() {
        String page = room.send("GET", "/api/chat/rooms/" + room.id() + "/public?limit=5", "").body();
        Matcher oldest = Pattern.compile("created_ts_ms\":([0-9]+)").matcher(page);
        assertThat(oldest.find()).isTrue();
        List<String> before = room.inPublic("?limit=5&before_ts_ms=" + oldest.group(1));
        assertThat(before).hasSize(5).doesNotContainAnyElementsOf(lines(SAID - 4, SAID));
        assertThat(before).containsExactlyElementsOf(lines(number(before.getFirst()), number(before.getLast())));
    }

    @Test
    void hasTheShapeOfTheContract() {
        assertThat(room.send("GET", "/api/chat/rooms/" + room.id() + "/public?limit=1", "").body())
                .startsWith("{\"success\":true,\"data\":{\"room_id\":\"" + room.id()
                        + "\",\"visibility\":\"public\",\"messages\":[{\"id\":\"msg_").endsWith("}]}}");
        assertThat(room.send("GET", "/api/chat/rooms/" + room.id() + "/private?user_session_id=usr_sess_x", "").body())
                .isEqualTo("{\"success\":true,\"data\":{\"room_id\":\"" + room.id()
                        + "\",\"user_session_id\":\"usr_sess_x\",\"visibility\":\"private\",\"messages\":[]}}");
    }

    @Test
    void keepsPrivateWordsToTheirSession() {
        RoomOnNode own = RoomOnNode.stopped(node);
        own.whisper("usr_sess_1", "my secret");
        own.whisper("usr_sess_2", "another");
        assertThat(own.inPrivate("usr_sess_1")).containsExactly("my secret");
        assertThat(own.inPrivate("usr_sess_2")).containsExactly("another");
        assertThat(own.inPublic("")).isEmpty();
        assertThat(RoomOnNode.stopped(node).inPrivate("usr_sess_1")).isEmpty();
    }

    @Test
    void neverShowsASessionInPublic() {
        assertThat(room.send("GET", "/api/chat/rooms/" + room.id() + "/public?limit=200", "").body())
                .doesNotContain("usr_sess_");
    }

    @Test
    void privateWordsExpire() {
        RoomOnNode own = RoomOnNode.stopped(node);
        own.whisper("usr_sess_1", "my secret");
        assertThat((Long) TestRedis.call("TTL", "rw:{room-dm:" + own.id() + ":usr_sess_1}:chat"))
                .isBetween(2_591_000L, 2_592_000L);
    }

    @ParameterizedTest
    @CsvSource({"/api/chat/rooms/unknown/public, 404, room_not_found",
        "/api/chat/rooms/%20/public, 404, room_not_found",
        "/api/chat/rooms/unknown/private, 400, invalid_user_session_id",
        "/api/chat/rooms/unknown/private?user_session_id=%20, 400, invalid_user_session_id",
        "/api/chat/rooms/unknown/private?user_session_id=usr_1, 404, room_not_found"})
    void refuses(String path, int status, String code) {
        HttpResponse<String> answer = room.send("GET", path, "");
        assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"" + code + "\"}");
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private static List<String> lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> "line " + n).toList();
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring("line ".length()));
    }
}
