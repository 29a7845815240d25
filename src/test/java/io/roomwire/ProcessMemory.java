package io.roomwire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What another JVM holds, in bytes.
 *
 * @param before what lived when this was made
 */
record ProcessMemory(long pid, long before) {

    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    static ProcessMemory of(long pid) {
        return new ProcessMemory(pid, live(pid));
    }

    /** By how much more lives now, after a full collection. */
    long grownLive() {
        return live(pid) - before;
    }

    /** What it has of the machine. */
    long resident() {
        try {
            return number(RESIDENT, Files.readString(Path.of("/proc", Long.toString(pid), "status"))) << 10;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The histogram collects before it counts. */
    private static long live(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram").start();
            return number(TOTAL, new String(process.getInputStream().readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("there is no " + pattern + " in <" + text + ">");
        }
        return Long.parseLong(matcher.group(1));
    }
}
