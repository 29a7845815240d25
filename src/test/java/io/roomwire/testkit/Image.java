package io.roomwire.testkit;

import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A container image from an OCI archive, run as a container would be, by the kernel's own means. */
public final class Image implements AutoCloseable {

    /** The image's files stand still, as do those of the machine; only devices, processes and /tmp are there beside. */
    private static final String CONFINE = """
            set -e
            root=$1; user=$2; shift 2
            /usr/bin/mount --bind "$root" "$root"
            /usr/bin/mount --bind /proc "$root/proc"
            /usr/bin/mount --rbind /dev "$root/dev"
            /usr/bin/mount -t tmpfs tmpfs "$root/tmp"
            /usr/bin/mount -o remount,bind,ro "$root"
            exec /usr/sbin/chroot --userspec="$user" "$root" "$@"
            """;

    private final TemporaryFolder folder;
    private final String name;
    private final JsonNode config;
    private final int port = Loopback.freePort();

    private Image(TemporaryFolder folder, Path archive) throws IOException {
        this.folder = folder;
        run("tar", "-xf", archive.toString(), "-C", folder.path().toString());
        JsonNode entry = at(json(folder.path().resolve("index.json")), "manifests").values().iterator().next();
        name = at(entry, "annotations", "org.opencontainers.image.ref.name").getStringValue();
        JsonNode manifest = json(blob(entry));
        config = at(json(blob(at(manifest, "config"))), "config");
        for (String made : List.of("proc", "dev", "tmp")) {
            Files.createDirectories(root().resolve(made));
        }
        for (JsonNode layer : at(manifest, "layers").values()) {
            run("tar", "-xzpf", blob(layer).toString(), "-C", root().toString());
        }
    }

    /** That of the build; skips the test where the build made none, or where nobody may enter it. */
    public static Image unpack() {
        String archive = System.getProperty("roomwire.image", "");
        Assumptions.assumeFalse(archive.isEmpty(), "needs the image: mvn -Pimage -Dimage.base=scratch verify");
        boolean allowed = status("/usr/bin/unshare", "--mount", "/bin/true") == 0;
        if (!allowed && "true".equals(System.getenv("CI"))) {
            Assertions.fail("needs to be root");
        }
        Assumptions.assumeTrue(allowed, "needs to be root");
        TemporaryFolder folder = TemporaryFolder.create("image");
        try {
            return new Image(folder, Path.of(archive));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By which a cluster that was given the archive knows it. */
    public String name() {
        return name;
    }

    public String user() {
        return at(config, "User").getStringValue();
    }

    public List<String> entrypoint() {
        List<String> words = new ArrayList<>();
        at(config, "Entrypoint").values().forEach(word -> words.add(word.getStringValue()));
        return List.copyOf(words);
    }

    /** Such as {@code 8080/tcp}. */
    public Set<String> ports() {
        return keys("ExposedPorts");
    }

    public Set<String> labels() {
        return keys("Labels");
    }

    /** A free one, for what runs in it. */
    public int port() {
        return port;
    }

    /** Runs it with that environment and no other, for as long as the result is open. */
    public Running run(Map<String, String> environment, List<String> command) {
        List<String> all = new ArrayList<>(List.of("/usr/bin/env", "-i"));
        environment.forEach((variable, value) -> all.add(variable + "=" + value));
        all.addAll(List.of("/usr/bin/unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", CONFINE, "sh",
                root().toString(), user()));
        all.addAll(command);
        return new Running(all);
    }

    @Override
    public void close() {
        folder.close();
    }

    private Path root() {
        return folder.path().resolve("root");
    }

    private Path blob(JsonNode descriptor) {
        return folder.path().resolve("blobs")
                .resolve(at(descriptor, "digest").getStringValue().replace(':', '/'));
    }

    private Set<String> keys(String field) {
        Set<String> keys = new TreeSet<>();
        at(config, field).entries().forEach(entry -> keys.add(entry.getKey()));
        return keys;
    }

    private static JsonNode at(JsonNode from, String... path) {
        JsonNode node = from;
        for (String step : path) {
            node = Objects.requireNonNull(node.get(step), step);
        }
        return node;
    }

    private static JsonNode json(Path file) throws IOException {
        return Json.parse(Files.readString(file));
    }

    private static void run(String... command) {
        int status = status(command);
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + status);
        }
    }

    private static int status(String... command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A program of the image that runs. */
    public static final class Running implements AutoCloseable {

        private final TemporaryFolder printed = TemporaryFolder.create("running");
        private final ChildProcess process;

        private Running(List<String> command) {
            process = ChildProcess.start(printed.path(), Map.of(), command);
        }

        public long pid() {
            return process.pid();
        }

        /** Why it has ended; none while it runs. */
        public void requireAlive() {
            if (!process.isAlive()) {
                throw new IllegalStateException("ended with " + process.exitStatus() + ":\n" + output());
            }
        }

        public int exitStatus() {
            return process.exitStatus();
        }

        public String output() {
            return process.output();
        }

        @Override
        public void close() {
            process.close();
            printed.close();
        }
    }
}
