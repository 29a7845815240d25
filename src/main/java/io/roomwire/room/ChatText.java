package io.roomwire.room;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How the room reads what viewers write. Pure. */
final class ChatText {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\uFEFF]+");
    private static final Pattern MENTION = Pattern.compile("@([A-Za-z0-9_]+)");
    private static final Pattern QUESTION = Pattern.compile("[?？]|[吗呢么]\\s*$"
            + "|^(?:how|why|what|when|where|who|which|whose|is|are|was|were"
            + "|do|does|did|can|could|should|will|would|any)\\b", Pattern.CASE_INSENSITIVE);

    private ChatText() {
    }

    /**
     * Without blanks at either end, and with the replacement character for halves of surrogate pairs. In time linear to
     * any text, unlike an expression for trailing blanks, which tries anew at each blank of a long run.
     */
    static String trimmed(String text) {
        String whole = wellFormed(text);
        int start = 0;
        while (start < whole.length() && isBlank(whole.charAt(start))) {
            start++;
        }
        int end = whole.length();
        while (end > start && isBlank(whole.charAt(end - 1))) {
            end--;
        }
        return whole.substring(start, end);
    }

    /** On one line: every run of blanks and control characters becomes one space. */
    static String oneLine(String text) {
        return BLANKS.matcher(wellFormed(text)).replaceAll(" ").strip();
    }

    /** The first {@code max} UTF-16 units, less one where that would split a pair. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, max > 0 && Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    /** The names after every {@code @}, wherever it stands, in lower case. */
    static List<String> mentions(String text) {
        return MENTION.matcher(text).results().map(ChatText::name).toList();
    }

    static boolean looksLikeQuestion(String text) {
        return QUESTION.matcher(text).find();
    }

    /** What browsers count as blank, so that a line of no-break spaces is no message. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }

    private static String name(MatchResult mention) {
        return mention.group(1).toLowerCase(Locale.ROOT);
    }

    private static String wellFormed(String text) {
        return text.codePoints().map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
