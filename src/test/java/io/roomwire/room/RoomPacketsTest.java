package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.serde.ObjectMapper;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RoomPacketsTest {

    private static final String ROOM = "t_001";
    private static final RoomSettings SETTINGS = new RoomSettings(Duration.ofSeconds(15), Duration.ofSeconds(15), 90,
            1000, 100, ZoneOffset.UTC);

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Held held = new Held();
    private final RoomPackets packets = packets();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        held.reads.forEach(read -> read.complete(Map.of()));
        callers.close();
    }

    @Test
    void givesARunningBuildsPacketTrimmedToWhoWantsNoMore() {
        CompletableFuture<StreamPacket> first = ask(10);
        held.awaitReads(1);
        CompletableFuture<StreamPacket> same = ask(10);
        CompletableFuture<StreamPacket> fewer = ask(3);
        await().until(() -> meters.counter("roomwire.packet.joined").count() == 2);
        held.release();
        assertThat(decisions(first.join())).isEqualTo(10);
        assertThat(decisions(same.join())).isEqualTo(10);
        assertThat(decisions(fewer.join())).isEqualTo(3);
        assertThat(meters.counter("roomwire.packet.builds").count()).isEqualTo(1);
    }

    @Test
    void letsWhoWantsMoreWaitAndThenBuild() {
        CompletableFuture<StreamPacket> first = ask(5);
        held.awaitReads(1);
        CompletableFuture<StreamPacket> more = ask(20);
        assertThat(held.reads).hasSize(1);
        held.release();
        held.awaitReads(2);
        held.release();
        assertThat(decisions(first.join())).isEqualTo(5);
        assertThat(decisions(more.join())).isEqualTo(20);
        assertThat(meters.counter("roomwire.packet.builds").count()).isEqualTo(2);
        assertThat(meters.get("roomwire.packet.build.concurrency.max").gauge().value()).isEqualTo(1);
    }

    @Test
    void skipsATimersTickWhileABuildIsRunning() {
        assertThat(packets.skipsTick("t_001")).isFalse();
        CompletableFuture<StreamPacket> running = ask(5);
        held.awaitReads(1);
        assertThat(packets.skipsTick("t_001")).isTrue();
        assertThat(packets.skipsTick("t_002")).isFalse();
        held.release();
        running.join();
        assertThat(packets.skipsTick("t_001")).isFalse();
        assertThat(meters.counter("roomwire.packet.timer.skips").count()).isEqualTo(1);
    }

    @Test
    void countsNoBuildForARoomThatIsNotThere() {
        assertThatThrownBy(() -> packets.get("t_404", 5)).hasMessage("room_not_found");
        assertThat(meters.counter("roomwire.packet.builds").count()).isZero();
    }

    @Test
    void failsForAllWhoJoinedAndThenBuildsAgain() {
        CompletableFuture<StreamPacket> first = ask(5);
        held.awaitReads(1);
        CompletableFuture<StreamPacket> joined = ask(5);
        await().until(() -> meters.counter("roomwire.packet.joined").count() == 1);
        held.reads.getLast().completeExceptionally(new EventLogUnavailable(new IllegalStateException("away")));
        assertThat(first.handle((packet, failure) -> failure).join()).hasRootCauseMessage("away");
        assertThat(joined.handle((packet, failure) -> failure).join()).hasRootCauseMessage("away");
        CompletableFuture<StreamPacket> again = ask(5);
        held.awaitReads(2);
        held.release();
        assertThat(decisions(again.join())).isEqualTo(5);
    }

    private CompletableFuture<StreamPacket> ask(int limit) {
        return CompletableFuture.supplyAsync(() -> packets.get(ROOM, limit), callers);
    }

    private static int decisions(StreamPacket packet) {
        return JsonFields.given(packet.json(), "decisions_latest").orElseThrow().size();
    }

    private RoomPackets packets() {
        JsonText json = new JsonText(ObjectMapper.getDefault());
        Decisions history = new Decisions();
        PacketSource source = new PacketSource(new StateReader(held, json), new DecisionLog(history, json),
                new AuditReader(new NoAudit(), history, json, SETTINGS),
                new ChatPreview(new ChatHistory(new HistoryInMemory(), json), json), Clock.systemUTC());
        Agents agents = new Agents(new AgentsInMemory(), json, Clock.systemUTC());
        agents.register(ROOM, Optional.of(json.read("{\"agent_name\":\"Ann\"}")));
        return new RoomPackets(agents, source, new PacketMetrics(meters), json);
    }

    /** State whose readers wait. */
    private static final class Held implements RoomState {

        private final ConcurrentLinkedDeque<CompletableFuture<Map<String, String>>> reads =
                new ConcurrentLinkedDeque<>();

        @Override
        public CompletionStage<Map<String, String>> read(StreamKey room) {
            CompletableFuture<Map<String, String>> read = new CompletableFuture<>();
            reads.add(read);
            return read;
        }

        @Override
        public CompletionStage<Optional<String>> put(Claim agent, Map<String, String> parts, String told) {
            return CompletableFuture.completedStage(Optional.empty());
        }

        void awaitReads(int count) {
            await().until(() -> reads.size() == count);
        }

        void release() {
            reads.getLast().complete(Map.of());
        }
    }

    /** As many decisions as one asks for. */
    private static final class Decisions implements RoomHistory {

        @Override
        public CompletionStage<List<String>> oldest(StreamKey stream, String history, int limit) {
            return newest(stream, history, limit);
        }

        @Override
        public CompletionStage<List<Entry>> page(StreamKey stream, String history, Optional<String> before,
                                                 int limit) {
            return CompletableFuture.completedStage(
                    Collections.nCopies(limit, new Entry("", "{\"decision\":{},\"decision_meta\":{}}")));
        }
    }

    private static final class NoAudit implements AuditDays {

        @Override
        public CompletionStage<List<Day>> all(StreamKey room) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<List<String>> add(Claim agent, Batch batch, Bounds bounds) {
            return CompletableFuture.completedStage(List.of());
        }
    }
}
