package io.roomwire.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs that a test needs and a machine may lack. */
public final class Tool {

    public static final Path REDIS_SERVER = Path.of("/usr/bin/redis-server");
    public static final Path OPENSSL = Path.of("/usr/bin/openssl");
    public static final Path NGINX = Path.of("/usr/sbin/nginx");
    /** Without windows it takes half the processor time. */
    public static final Path CHROMIUM = either(Path.of("/usr/bin/chromium-headless-shell"), Path.of("/usr/bin/chromium"));
    public static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    public static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    public static final Path KUBECTL = Path.of("/usr/bin/kubectl");
    public static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    public static final Path FAKETIME = Path.of("/usr/lib",
            "aarch64".equals(System.getProperty("os.arch")) ? "aarch64-linux-gnu" : "x86_64-linux-gnu",
            "faketime", "libfaketime.so.1");

    private Tool() {
    }

    private static Path either(Path best, Path other) {
        return Files.exists(best) ? best : other;
    }

    /** Skips the running test by name where the tool is missing; fails it where {@code CI=true}. */
    public static Path require(Path tool) {
        if (!Files.exists(tool)) {
            String lack = "needs " + tool + ", which this machine lacks";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(lack);
            }
            Assumptions.abort(lack);
        }
        return tool;
    }
}
