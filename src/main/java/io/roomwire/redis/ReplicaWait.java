package io.roomwire.redis;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an append waits for before it is acknowledged.
 *
 * @param replicas that must have it, 1 to 9
 * @param longest how long they may take, 1 ms to 1 s
 */
public record ReplicaWait(int replicas, Duration longest) {

    private static final Pattern FORM = Pattern.compile("([1-9]) ([0-9]{1,4})ms");
    private static final Duration MOST = Duration.ofSeconds(1);

    /** Throws {@link IllegalArgumentException} for what is out of range. */
    public ReplicaWait {
        if (replicas < 1 || longest.toMillis() < 1 || longest.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("out of range");
        }
    }

    /** Reads {@code 1 100ms}; throws {@link IllegalArgumentException} for anything else. */
    public static ReplicaWait parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not replicas and a time");
        }
        return new ReplicaWait(Integer.parseInt(form.group(1)), Duration.ofMillis(Long.parseLong(form.group(2))));
    }
}
