package io.roomwire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A process of the benchmark, with the processes that it forks; none outlives it. It prints to files in a folder. */
final class Child implements AutoCloseable {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(60);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Child::kill)));
    }

    private final Process process;
    private final Path printed;
    private final Path complaints;

    private Child(Process process, Path printed, Path complaints) {
        this.process = process;
        this.printed = printed;
        this.complaints = complaints;
    }

    /** Starts {@code command}; its output goes to {@code name.out} and {@code name.err} in {@code folder}. */
    static Child start(Path folder, String name, Map<String, String> environment, List<String> command) {
        Path printed = folder.resolve(name + ".out");
        Path complaints = folder.resolve(name + ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(printed.toFile()).redirectError(complaints.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            RUNNING.add(process);
            return new Child(process, printed, complaints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its process id and those of what it has forked. */
    Stream<Long> pids() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).map(ProcessHandle::pid);
    }

    long pid() {
        return process.pid();
    }

    /** Waits up to 30 s until {@code serving} holds; ends the process when it does not. */
    void awaitServing(BooleanSupplier serving) {
        awaitServing(serving, Duration.ofMillis(20));
    }

    /** The same, asking again after each {@code pause}. */
    void awaitServing(BooleanSupplier serving, Duration pause) {
        long deadline = System.nanoTime() + START.toNanos();
        while (!serving.getAsBoolean()) {
            if (ended(pause) || System.nanoTime() > deadline) {
                close();
                throw new BenchFailure("does not serve: " + process.info().commandLine().orElse("") + said());
            }
        }
    }

    /** Waits for the end and tells the status; a process that takes longer than {@code limit} is ended. */
    int exitStatus(Duration limit) {
        if (!ended(limit)) {
            kill(process);
            throw new BenchFailure("took longer than " + limit + said());
        }
        RUNNING.remove(process);
        return process.exitValue();
    }

    /** What it has printed. */
    String printed() {
        return read(printed);
    }

    /** What it has complained about. */
    String complaints() {
        return read(complaints);
    }

    /** SIGTERM; SIGKILL for it and its children when that has not ended it after 60 s. */
    @Override
    public void close() {
        process.destroy();
        if (!ended(END)) {
            kill(process);
        }
        RUNNING.remove(process);
    }

    private String said() {
        return "\n" + printed() + complaints();
    }

    private boolean ended(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new BenchFailure("interrupted", e);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
