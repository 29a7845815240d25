package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import io.roomwire.event.StreamKey;
import io.roomwire.json.JsonText;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChatHistoryTest {

    private static final StreamKey ROOM = RoomStreams.room("t_001");
    private static final JsonText JSON = new JsonText(ObjectMapper.getDefault());

    private final HistoryInMemory stored = new HistoryInMemory();
    private final ChatHistory history = new ChatHistory(stored, JSON);

    @Test
    void isEmptyWhereNothingWasSaid() {
        assertThat(history.newest(ROOM, ChatHistory.CHAT, 20, ChatHistory.NEWEST)).isEmpty();
    }

    @Test
    void readsTheNewestOldestFirst() {
        write(IntStream.rangeClosed(1, 300).toArray());
        assertThat(times(3, ChatHistory.NEWEST)).containsExactly(298L, 299L, 300L);
        assertThat(times(250, ChatHistory.NEWEST)).hasSize(250).startsWith(51L).endsWith(300L);
        assertThat(times(1000, ChatHistory.NEWEST)).hasSize(300);
    }

    @Test
    void readsThePageBeforeATime() {
        write(IntStream.rangeClosed(1, 700).toArray());
        assertThat(times(3, 301)).containsExactly(298L, 299L, 300L);
        assertThat(times(3, 2)).containsExactly(1L);
        assertThat(times(3, 1)).isEmpty();
        assertThat(times(3, 0)).isEmpty();
    }

    @Test
    void keepsTheOrderOfAppendsWhereClocksDiffer() {
        write(10, 30, 20, 40);
        assertThat(times(3, ChatHistory.NEWEST)).containsExactly(30L, 20L, 40L);
        assertThat(times(2, 30)).containsExactly(10L, 20L);
    }

    @Test
    void readsBackWhatWasWritten() {
        ChatMessage reply = new ChatMessage("msg_agent_5_abcdef", "t_001", "usr_pub_1", ChatSender.AGENT, "Nova",
                ChatVisibility.PUBLIC, ChatType.PUBLIC_MENTION_AGENT, "é\u2028\ud83d\ude00\n\"", 5, ChatKind.PROACTIVE,
                "canned", "cadence", "calm");
        stored.add(ChatHistory.CHAT, JSON.write(reply));
        assertThat(history.newest(ROOM, ChatHistory.CHAT, 1, ChatHistory.NEWEST)).containsExactly(reply);
    }

    private List<Long> times(int limit, long before) {
        return history.newest(ROOM, ChatHistory.CHAT, limit, before).stream().map(ChatMessage::createdTsMs).toList();
    }

    private void write(int... times) {
        for (int time : times) {
            stored.add(ChatHistory.CHAT, JSON.write(new ChatMessage("msg_" + time, "t_001", "usr_pub_1",
                    ChatSender.USER, "Mia", ChatVisibility.PUBLIC, ChatType.PUBLIC_PLAIN, "hello", time, null, null,
                    null, null)));
        }
    }
}
