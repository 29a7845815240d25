package io.roomwire.demo;

import io.micronaut.context.annotation.Requires;
import io.roomwire.room.ChatPost;
import io.roomwire.room.ChatService;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/** People who chat in the demo's rooms, the same lines in the same order at every run. */
@Singleton
@Requires(env = "demo")
final class DemoViewers {

    /** Without a common divisor with the number of names and of lines, so that all come before one comes again. */
    private static final long NAME_STEP = 3;
    private static final long LINE_STEP = 5;

    private static final List<String> NAMES = List.of("Mia", "Jonas", "Aiko", "Sam", "Leïla");

    private static final List<String> LINES = List.of(
            "Good morning from the night shift.",
            "That last hold makes sense to me.",
            "@agent how is it going?",
            "Is the range going to break today?",
            "Volume looks thin.",
            "I would have sold there.",
            "@agent why did you wait?",
            "Breadth is better than yesterday.",
            "Who else watches from a train?",
            "The news did not move it at all.",
            "What is the stop on this one?",
            "Patience pays, sometimes.",
            "@agent what would change your mind?",
            "Nice entry.",
            "Spreads are tight again.",
            "I like that it explains itself.");

    private final ChatService chat;

    DemoViewers(ChatService chat) {
        this.chat = chat;
    }

    /**
     * Says the room's line of that turn. Blocks; at a line every three seconds nobody meets the limit of a session.
     *
     * @throws io.roomwire.room.RoomException when refused
     */
    void say(String roomId, long turn) {
        long start = turn + roomId.hashCode();
        String name = NAMES.get(Math.floorMod(start * NAME_STEP, NAMES.size()));
        String line = LINES.get(Math.floorMod(start * LINE_STEP, LINES.size()));
        String session = "usr_sess_demo_" + name.toLowerCase(Locale.ROOT);
        chat.post(line.startsWith("@") ? ChatPost.mention(roomId, session, name, line)
                : ChatPost.plain(roomId, session, name, line));
    }
}
