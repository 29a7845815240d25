package io.roomwire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where and on what a result was measured. */
final class Machine {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Machine() {
    }

    /** Facts by name, in the order of a report. */
    static Map<String, Object> facts(Workshop workshop, Instant now) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("date", now.toString());
        String project = workshop.project().toString();
        facts.put("commit", said(workshop, "git", "-C", project, "describe", "--always", "--dirty"));
        facts.put("processors", Runtime.getRuntime().availableProcessors());
        facts.put("cpu", line("/proc/cpuinfo", "model name"));
        facts.put("memory", line("/proc/meminfo", "MemTotal"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("java", System.getProperty("java.vm.version"));
        facts.put("java_flags", String.join(" ", workshop.flags()));
        facts.put("descriptors", line("/proc/self/limits", "Max open files"));
        facts.put("redis", said(workshop, "redis-server", "--version"));
        return facts;
    }

    private static String said(Workshop workshop, String... command) {
        Child child = Child.start(workshop.folder("fact"), "fact", Map.of(), List.of(command));
        child.exitStatus(LIMIT);
        return child.printed().strip();
    }

    private static String line(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream().filter(line -> line.startsWith(name)).findFirst()
                    .map(line -> line.substring(name.length()).replaceFirst("^[\\s:]+", "").strip()).orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
