package io.roomwire.room;

import java.util.Optional;

/** What an agent says, tidied and short. Safe for any thread; blocks as long as its text takes. */
final class AgentVoice {

    /** UTF-16 units of a whole message. */
    private static final int MAX_TEXT = 180;

    private final AgentText texts;
    private final TextCanned canned;

    /** @param canned what is said where there must be an answer and {@code texts} has none */
    AgentVoice(AgentText texts, TextCanned canned) {
        this.texts = texts;
        this.canned = canned;
    }

    /** Empty when there is nothing to say. */
    Optional<String> say(TextRequest request) {
        return texts.write(request).map(text -> TextNormalizer.normalize(text, MAX_TEXT))
                .filter(text -> !text.isEmpty());
    }

    /** An answer that opens with {@code @name}; empty only when it need not be {@code always}. */
    Optional<String> reply(TextRequest request, String name, boolean always) {
        String address = '@' + name + ' ';
        int room = MAX_TEXT - address.length();
        return texts.write(request).map(text -> body(text, address, room)).filter(body -> !body.isEmpty())
                .or(() -> always ? Optional.of(body(canned.always(request), address, room)) : Optional.empty())
                .map(address::concat);
    }

    /** How messages name where their text came from. */
    String source() {
        return texts.source();
    }

    private static String body(String text, String address, int max) {
        String line = TextNormalizer.normalize(text, MAX_TEXT + address.length());
        String bare = line.startsWith(address) ? line.substring(address.length()) : line;
        return TextNormalizer.normalize(bare, max);
    }
}
