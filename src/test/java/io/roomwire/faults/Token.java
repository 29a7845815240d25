package io.roomwire.faults;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tells an append's event from all others, wherever it shows up within its data. */
final class Token {

    private static final Pattern MARKED = Pattern.compile("#([a-z0-9-]+)#");

    private Token() {
    }

    static String mark(String token) {
        return '#' + token + '#';
    }

    /** The token in a text, empty if there is none. */
    static String in(String text) {
        Matcher matcher = MARKED.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
