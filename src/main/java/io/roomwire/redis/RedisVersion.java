package io.roomwire.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says it is.
 *
 * @param major 0 when it did not say
 * @param text as it said
 */
public record RedisVersion(int major, String text) {

    private static final int OLDEST = 7;

    private static final Pattern LINE = Pattern.compile("(?m)^redis_version:(([0-9]{1,6})[^\\r\\n]*)");

    /** Reads the answer to {@code INFO server}. Valkey names the Redis that it is compatible with. */
    public static RedisVersion parse(String info) {
        Matcher line = LINE.matcher(info);
        return line.find() ? new RedisVersion(Integer.parseInt(line.group(2)), line.group(1))
                : new RedisVersion(0, "unknown");
    }

    /** Sharded publish and subscribe came with 7.0. */
    public boolean isSupported() {
        return major >= OLDEST;
    }

    /** One line for people, for a version that is not supported. */
    public String refusal() {
        return "Redis is version " + text + "; Roomwire needs Redis " + OLDEST + ".0 or newer, or Valkey";
    }
}
