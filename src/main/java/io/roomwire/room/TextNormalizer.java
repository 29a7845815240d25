package io.roomwire.room;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a chat line of whatever a text generator wrote: no markdown, one line, few sentences, short. Pure. */
final class TextNormalizer {

    private static final int MAX_SENTENCES = 3;
    /** UTF-16 units that are looked at, far more than are ever shown: some of the patterns take quadratic time. */
    private static final int MAX_READ = 2_000;
    private static final String ELLIPSIS = "…";

    private static final Pattern FENCE = Pattern.compile("(?m)^\\s*(?:```|~~~).*$");
    private static final Pattern LINE_MARK =
            Pattern.compile("(?m)^\\s*(?:#{1,6}\\s+|>+\\s?|[-*+]\\s+|\\d+[.)]\\s+|[-*_]{3,}\\s*$)+");
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\]\\[]*)]\\([^()]*\\)");
    private static final Pattern STRONG = Pattern.compile("\\*+|`+|~~"
            + "|(?<![A-Za-z0-9])_{1,3}(?=\\S)|(?<=\\S)_{1,3}(?![A-Za-z0-9])");
    private static final Pattern SENTENCE_END =
            Pattern.compile("[.!?…]+[\"')\\]]*(?=\\s)|[。！？]+");
    private static final Pattern CLAUSE_END =
            Pattern.compile("[,;:.!?](?=\\s)|[，；：。！？、]|\\s[-–—](?=\\s)");

    private static final Pattern NOISE = Pattern.compile("[^\\p{L}\\p{N}]+");

    private TextNormalizer() {
    }

    /** At most {@code max} UTF-16 units; empty when there was no text. */
    static String normalize(String text, int max) {
        return shorten(firstSentences(ChatText.oneLine(plain(ChatText.cut(text, MAX_READ)))), max);
    }

    /** The same for lines that differ only in letter case, blanks or punctuation. */
    static String key(String text) {
        return NOISE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static String plain(String text) {
        String unmarked = LINE_MARK.matcher(FENCE.matcher(text).replaceAll("")).replaceAll("");
        return STRONG.matcher(LINK.matcher(unmarked).replaceAll("$1")).replaceAll("");
    }

    private static String firstSentences(String text) {
        Matcher end = SENTENCE_END.matcher(text);
        for (int n = 0; n < MAX_SENTENCES; n++) {
            if (!end.find()) {
                return text;
            }
        }
        return text.substring(0, end.end());
    }

    /** Cuts behind the last clause that fits, else behind the last word, else anywhere. */
    private static String shorten(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int clause = lastClause(text, max);
        int end = clause > 0 ? clause : text.lastIndexOf(' ', max - 1);
        return (end > 0 ? text.substring(0, end) : ChatText.cut(text, max - 1)).stripTrailing() + ELLIPSIS;
    }

    /** Where the last clause ends that leaves room for the ellipsis and fills half of {@code max}; 0 if none does. */
    private static int lastClause(String text, int max) {
        return CLAUSE_END.matcher(text).results().mapToInt(MatchResult::start)
                .filter(start -> start < max && start >= max / 2).max().orElse(0);
    }
}
