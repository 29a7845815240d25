package io.roomwire.faults;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.SseBlock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Reads a room's connection, whose ids are vectors where it carries a private chat too. */
final class RoomReader implements Sight.Reader {

    private final List<String> streams;
    private long[] position = {};

    RoomReader(List<String> streams) {
        this.streams = streams;
    }

    @Override
    public void read(SseBlock block, Sight.Notes notes) {
        if (block.id().isEmpty()) {
            return;
        }
        long[] ids = Arrays.stream(block.id().get().split("\\.", -1)).mapToLong(Long::parseLong).toArray();
        int[] changed = IntStream.range(0, ids.length).filter(i -> position.length == 0 || ids[i] != position[i]).toArray();
        if (block.isNamed("stream_reset")) {
            reset(block, ids, notes);
        } else if (position.length == 0) {
            IntStream.range(0, ids.length).forEach(i -> notes.placed(streams.get(i), ids[i]));
        } else if (changed.length == 1) {
            notes.received(streams.get(changed[0]), ids[changed[0]], Token.in(block.data().orElse("")));
        } else if (changed.length > 1 || !block.isNamed("stream_packet")) {
            throw new IllegalStateException(block + " behind " + Arrays.toString(position));
        }
        position = ids;
    }

    /** It names where it leads to, and that is the id of one of the streams. */
    private void reset(SseBlock block, long[] ids, Sight.Notes notes) {
        String data = block.data().orElseThrow();
        long newest = Json.at(data, "newest_id").getLongValue();
        int index = IntStream.range(0, ids.length).filter(i -> ids[i] == newest).findFirst().orElseThrow();
        notes.reset(streams.get(index), newest, Json.at(data, "reason").getStringValue());
    }
}
