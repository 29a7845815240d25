package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.tree.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatPostTest {

    private static final Agent NOVA = new Agent("t_001", "Nova Prime", true, true, JsonNode.createObjectNode(Map.of()));

    /** All fields wrong, then mended in the order of the checks: each step uncovers the next error. */
    @Test
    void checksInTheOrderOfTheContract() {
        Map<String, String> body = new HashMap<>(Map.of("user_session_id", " ", "message_type", "shout", "text", " ",
                "visibility", "private"));
        assertThat(refusal(" ", body)).isEqualTo("invalid_room_id");
        assertThat(refusal("t_001", body)).isEqualTo("invalid_user_session_id");
        body.put("user_session_id", "s".repeat(301));
        assertThat(refusal("t_001", body)).isEqualTo("invalid_user_session_id");
        body.put("user_session_id", "usr_1");
        assertThat(refusal("t_001", body)).isEqualTo("invalid_message_type");
        body.put("message_type", "public_plain");
        assertThat(refusal("t_001", body)).isEqualTo("invalid_text");
        body.put("text", "@someone " + "x".repeat(600));
        assertThat(refusal("t_001", body)).isEqualTo("text_too_long");
        body.put("text", "@someone hello");
        ChatPost post = post("t_001", body);
        assertThatThrownBy(() -> post.checkFor(NOVA)).hasMessage("invalid_visibility");
        body.put("visibility", "public");
        ChatPost open = post("t_001", body);
        assertThatThrownBy(() -> open.checkFor(NOVA)).hasMessage("invalid_mention_target");
        body.put("text", "@agent and @NOVA_PRIME hello");
        assertThatCode(() -> post("t_001", body).checkFor(NOVA)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "\"text\""})
    void takesABodyThatIsNoObjectForAnEmptyOne(String kind) {
        JsonNode body = switch (kind) {
            case "[]" -> JsonNode.createArrayNode(java.util.List.of());
            case "1" -> JsonNode.createNumberNode(1);
            case "null" -> JsonNode.nullNode();
            default -> JsonNode.createStringNode("text");
        };
        assertThatThrownBy(() -> ChatPost.read("t_001", body, 600)).hasMessage("invalid_user_session_id");
        assertThatThrownBy(() -> ChatPost.read("t_001", null, 600)).hasMessage("invalid_user_session_id");
    }

    @Test
    void takesFieldsOfOtherTypesForMissing() {
        JsonNode body = JsonNode.createObjectNode(Map.of("user_session_id", JsonNode.createNumberNode(7)));
        assertThatThrownBy(() -> ChatPost.read("t_001", body, 600)).hasMessage("invalid_user_session_id");
    }

    @Test
    void countsTheTextWithoutTheBlanksAroundIt() {
        assertThat(post("t_001", plain("  " + "x".repeat(600) + " \n")).text()).hasSize(600);
        assertThat(refusal("t_001", plain("x".repeat(601)))).isEqualTo("text_too_long");
        assertThat(refusal("t_001", plain("\ud83d\ude00".repeat(301)))).isEqualTo("text_too_long");
    }

    @ParameterizedTest
    @CsvSource({"private_agent_dm,private,true", "private_agent_dm,public,false", "private_agent_dm,other,false",
        "public_plain,public,true", "public_plain,other,true", "public_plain,,true", "public_plain,private,false",
        "public_mention_agent,PRIVATE,true", "public_plain,' private',true", "public_mention_agent,private,false"})
    void pairsTypeAndVisibility(String type, @Nullable String visibility, boolean accepted) {
        Map<String, String> body =
                new HashMap<>(Map.of("user_session_id", "usr_1", "message_type", type, "text", "hi"));
        if (visibility != null) {
            body.put("visibility", visibility);
        }
        ChatPost post = post("t_001", body);
        if (accepted) {
            assertThatCode(() -> post.checkFor(NOVA)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> post.checkFor(NOVA)).hasMessage("invalid_visibility");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"write to me@example.com", "@nova hi", "@agents"})
    void refusesMentionsOfOthers(String text) {
        ChatPost post = post("t_001", plain(text));
        assertThatThrownBy(() -> post.checkFor(NOVA)).hasMessage("invalid_mention_target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@AGENT hi", "hi @nova_prime", "no mention at all", "a lone @ sign"})
    void acceptsMentionsOfTheAgent(String text) {
        assertThatCode(() -> post("t_001", plain(text)).checkFor(NOVA)).doesNotThrowAnyException();
    }

    private static Map<String, String> plain(String text) {
        return Map.of("user_session_id", "usr_1", "message_type", "public_mention_agent", "text", text);
    }

    private static String refusal(String roomId, Map<String, String> body) {
        try {
            return "accepted: " + post(roomId, body);
        } catch (RoomException refused) {
            return refused.code();
        }
    }

    private static ChatPost post(String roomId, Map<String, String> body) {
        Map<String, JsonNode> fields = new HashMap<>();
        body.forEach((name, value) -> fields.put(name, JsonNode.createStringNode(value)));
        return ChatPost.read(roomId, JsonNode.createObjectNode(fields), 600);
    }
}
