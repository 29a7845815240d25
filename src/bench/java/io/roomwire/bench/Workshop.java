package io.roomwire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Where the benchmark finds its parts and puts its files.
 *
 * @param project the folder with {@code pom.xml}
 * @param flags what {@code java} is given beside the production command's flags
 */
record Workshop(Path project, List<String> flags) {

    private static final AtomicInteger FOLDERS = new AtomicInteger();
    private static final Duration COMPILE = Duration.ofMinutes(2);

    Workshop {
        flags = List.copyOf(flags);
    }

    /** The same with one more flag for {@code java}. */
    Workshop with(String flag) {
        return new Workshop(project, Stream.concat(flags.stream(), Stream.of(flag)).toList());
    }

    Path jar() {
        return require(project.resolve("target/roomwire.jar"), "mvn -q -DskipTests package");
    }

    /** The file that a workload's tool needs, or a failure that says how to get it. */
    static Path require(Path file, String remedy) {
        if (!Files.exists(file)) {
            throw new BenchFailure(file + " is missing: " + remedy);
        }
        return file;
    }

    /** Where results go. */
    Path results() {
        return created(project.resolve("target/bench"));
    }

    /** A new folder for one process, kept for looking into after the run. */
    Path folder(String name) {
        Path run = results().resolve("run-" + ProcessHandle.current().pid());
        return created(run.resolve(name + "-" + FOLDERS.incrementAndGet()));
    }

    Path source(String name) {
        return project.resolve("src/bench").resolve(name);
    }

    /** The program made of {@code src/bench/c/name.c}, compiled when that is newer. */
    Path tool(String name) {
        Path program = results().resolve(name);
        Path source = source("c/" + name + ".c");
        if (!Files.exists(program) || modified(program) < modified(source)) {
            compile(source, program);
        }
        return program;
    }

    private void compile(Path source, Path program) {
        List<String> command = List.of("gcc", "-O2", "-pthread", "-o", program.toString(), source.toString());
        Child compiler = Child.start(folder("gcc"), "gcc", Map.of(), command);
        if (compiler.exitStatus(COMPILE) != 0) {
            throw new BenchFailure("gcc: " + compiler.complaints());
        }
    }

    /** When it was written last, in milliseconds. */
    static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
