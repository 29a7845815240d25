package io.roomwire.testkit;

import java.util.Optional;

/**
 * One block of an event stream, as it came.
 *
 * @param connection the viewer's how-manieth connection brought it, from 1
 * @param id present also when empty
 * @param event absent for an unnamed one
 * @param data absent in comments and position blocks
 * @param comment the text after the colon
 */
public record SseBlock(int connection, Optional<String> id, Optional<String> event, Optional<String> data,
                       Optional<String> comment) {

    public boolean isEvent() {
        return data.isPresent();
    }

    public boolean isNamed(String name) {
        return event.filter(name::equals).isPresent();
    }

    /** The id as a number; fails without one. */
    public long position() {
        return Long.parseLong(id.orElseThrow());
    }
}
