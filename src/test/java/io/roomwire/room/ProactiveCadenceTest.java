package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import io.roomwire.config.Settings;
import io.roomwire.event.StreamKey;
import io.roomwire.json.JsonText;
import io.roomwire.room.ProactiveCadence.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProactiveCadenceTest {

    private static final long NOW = 1_795_212_345_678L;
    private static final JsonText JSON = new JsonText(ObjectMapper.getDefault());
    private static final StreamKey ROOM = RoomStreams.room("t_001");

    @ParameterizedTest
    @CsvSource({"17999, false, ", "18000, false, CADENCE", "8999, true, ", "9000, true, NEWS_BURST",
        "-5000, false, "})
    void anAgentSpeaksWhenItWasQuietForLongEnough(long quietMs, boolean burst, @Nullable Reason reason) {
        ChatMessage last = new ChatMint(() -> Instant.ofEpochMilli(NOW - quietMs), new Random(1))
                .broadcast(ChatBits.NOVA, ChatKind.REPLY, "hello", null);
        assertThat(cadence(List.of(last), burst).due(ROOM)).isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void anAgentThatNeverSpokeWasQuietForLongEnough() {
        assertThat(cadence(List.of(), false).due(ROOM)).contains(Reason.CADENCE);
    }

    private static ProactiveCadence cadence(List<ChatMessage> spoken, boolean burst) {
        HistoryInMemory history = new HistoryInMemory();
        spoken.forEach(message -> history.add(ChatHistory.AGENT, JSON.write(message)));
        return new ProactiveCadence(new ChatHistory(history, JSON), new Pacing(burst),
                ProactiveSettings.from(new Settings(name -> Optional.empty())), () -> Instant.ofEpochMilli(NOW));
    }

    /** Always in a burst, or never. */
    private record Pacing(boolean burst) implements ChatPacing {

        @Override
        public CompletionStage<Void> startBurst(StreamKey room, Duration length, Duration cooldown) {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public boolean inBurst(StreamKey room) {
            return burst;
        }

        @Override
        public boolean admitNarration(StreamKey room, String decision, Duration gap) {
            throw new IllegalStateException("not asked for");
        }
    }
}
