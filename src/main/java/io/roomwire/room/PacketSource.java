package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.StreamKey;
import io.roomwire.json.JsonFields;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Puts a room's packet together from all that is known of it. Blocks; safe for any thread. */
@Singleton
final class PacketSource {

    private static final String SCHEMA = "room.stream_packet.v1";

    private final StateReader state;
    private final DecisionLog decisions;
    private final AuditReader audit;
    private final ChatPreview chat;
    private final Clock clock;

    PacketSource(StateReader state, DecisionLog decisions, AuditReader audit, ChatPreview chat, Clock clock) {
        this.state = state;
        this.decisions = decisions;
        this.audit = audit;
        this.chat = chat;
        this.clock = clock;
    }

    /** @param limit decisions in it, at most */
    JsonNode build(Agent agent, int limit) {
        StreamKey room = RoomStreams.room(agent.id());
        List<JsonNode> entries = decisions.latest(room, limit);
        List<JsonNode> latest = entries.stream().map(DecisionLog::decision).toList();
        Optional<JsonNode> meta = entries.stream().findFirst()
                .flatMap(entry -> JsonFields.given(entry, "decision_meta"));
        JsonFields packet = new JsonFields().put("schema_version", SCHEMA).put("room_id", agent.id())
                .put("ts_ms", clock.millis());
        PacketParts parts = new PacketParts(agent, state.read(room));
        parts.addTo(packet).putList("decisions_latest", latest)
                .put("decision_latest", latest.stream().findFirst())
                .put("public_chat_preview", chat.of(room))
                .put("decision_audit_preview", audit.newest(room))
                .put("decision_meta", meta)
                .put("thinking_symbol_live", meta.flatMap(known -> JsonFields.given(known, "thinking_symbol")))
                .put("thinking_symbol_live_ts_ms", meta.flatMap(known -> JsonFields.given(known, "saved_ts_ms")));
        return parts.addEndTo(packet).object();
    }
}
