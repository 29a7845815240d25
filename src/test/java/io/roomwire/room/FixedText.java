package io.roomwire.room;

import java.util.Deque;
import java.util.Optional;

/** Says these lines one after the other, then nothing. */
record FixedText(Deque<String> lines) implements AgentText {

    @Override
    public Optional<String> write(TextRequest request) {
        return Optional.ofNullable(lines.pollFirst());
    }

    @Override
    public String source() {
        return "fixed";
    }
}
