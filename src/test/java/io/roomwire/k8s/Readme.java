package io.roomwire.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the README tells people to write down and to run. */
final class Readme {

    private static final Pattern FLAGS = Pattern.compile("JDK_JAVA_OPTIONS='([^']+)'");

    private Readme() {
    }

    static String text() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From one heading of the second level to the next. */
    static String section(String heading) {
        return only("(?ms)^## " + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)", text());
    }

    /** The only block of that language in a section. */
    static String block(String heading, String language) {
        return only("(?ms)^```" + language + "\n(.*?)^```$", section(heading));
    }

    /** With what a node runs in production. */
    static String flags() {
        return only(FLAGS.pattern(), text()).replaceAll("\\s+", " ");
    }

    /** Megabytes that a flag such as {@code -Xmx} gives. */
    static long megabytes(String flag) {
        return Long.parseLong(only(Pattern.quote(flag) + "([0-9]+)m\\b", flags()));
    }

    private static String only(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new AssertionError("README.md lacks " + pattern);
        }
        String match = found.group(1);
        if (found.find()) {
            throw new AssertionError("README.md has several of " + pattern);
        }
        return match;
    }
}
