package io.roomwire.hub;

import io.roomwire.hub.Append.Limit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How often one key may append to one stream.
 *
 * @param most within any minute, over all nodes; empty for any number
 */
public record KeyLimit(Optional<Integer> most) {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** The same append within the limit; {@code key} names who appends, by any text. */
    public Append on(Append append, String key) {
        return most.isEmpty() ? append : append.within(new Limit("key-" + name(key), most.get(), WINDOW));
    }

    private static String name(String key) {
        return HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8));
    }
}
