package io.roomwire.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was done and seen, in one order. Entries are only ever added; safe for any thread. */
final class Trace {

    private final long start = System.nanoTime();
    private final List<Stamped> entries = new ArrayList<>();

    synchronized void add(Entry entry) {
        entries.add(new Stamped(entries.size(), millis(), entry));
    }

    long millis() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    synchronized List<Stamped> entries() {
        return List.copyOf(entries);
    }

    /** One line per entry. */
    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, entries().stream().map(Stamped::toString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
