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
    public void connecting(String lastEventId) {
        position = lastEventId.isEmpty() ? new long[0] : vector(lastEventId);
    }

    @Override
    public void read(SseBlock block, Sight.Notes notes) {
        if (block.isNamed("stream_reset")) {
            reset(block.data().orElseThrow(), notes);
        } else if (block.id().isPresent()) {
            read(block, vector(block.id().get()), notes);
        }
    }

    private static long[] vector(String id) {
        return Arrays.stream(id.split("\\.", -1)).mapToLong(Long::parseLong).toArray();
    }

    private void read(SseBlock block, long[] ids, Sight.Notes notes) {
        int[] changed = IntStream.range(0, ids.length).filter(i -> position.length == 0 || ids[i] != position[i]).toArray();
        if (position.length == 0) {
            IntStream.range(0, ids.length).forEach(i -> notes.placed(streams.get(i), ids[i]));
        } else if (changed.length == 1) {
            notes.received(streams.get(changed[0]), ids[changed[0]], token(block));
        } else if (changed.length > 1 || !block.isNamed("stream_packet")) {
            throw new IllegalStateException(block + " behind " + Arrays.toString(position));
        }
        position = ids;
    }

    /** A packet shows again what was said before. */
    private static String token(SseBlock block) {
        return block.isNamed("stream_packet") ? "" : Token.in(block.data().orElse(""));
    }

    /** It has no id in an empty room, but names where it leads from and to. */
    private void reset(String data, Sight.Notes notes) {
        long requested = Json.at(data, "requested_id").getLongValue();
        int index = IntStream.range(0, position.length).filter(i -> position[i] == requested).findFirst().orElseThrow();
        position[index] = Json.at(data, "newest_id").getLongValue();
        notes.reset(streams.get(index), position[index], Json.at(data, "reason").getStringValue());
    }
}
