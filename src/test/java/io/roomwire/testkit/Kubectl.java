package io.roomwire.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** Renders manifests, without any cluster. */
public final class Kubectl {

    private static final Pattern VERSION = Pattern.compile("\"minor\": *\"([0-9]+)");

    /** The first whose kustomize knows components and labels. */
    private static final int OLDEST = 26;

    private Kubectl() {
    }

    /** {@code kubectl kustomize}, as anybody would run it; skips the test where kubectl is missing or too old. */
    public static String kustomize(Path folder) {
        String kubectl = Tool.require(Tool.KUBECTL).toString();
        Assumptions.assumeTrue(Installed.MINOR >= OLDEST, () -> "needs kubectl 1." + OLDEST + ", has 1." + Installed.MINOR);
        return run(kubectl, "kustomize", folder.toString());
    }

    /** What it prints; what it warns of is an error. */
    private static String run(String... command) {
        try (TemporaryFolder folder = TemporaryFolder.create("kubectl")) {
            Path printed = folder.path().resolve("printed");
            Path warned = folder.path().resolve("warned");
            ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectOutput(printed.toFile())
                    .redirectError(warned.toFile());
            builder.environment().putAll(Map.of("HOME", folder.path().toString(), "KUBECONFIG", "/dev/null"));
            int status = builder.start().waitFor();
            if (status != 0 || Files.size(warned) > 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + status + ": "
                        + Files.readString(warned));
            }
            return Files.readString(printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asked once. */
    private static final class Installed {

        static final int MINOR = minor();

        private static int minor() {
            Matcher version = VERSION.matcher(run(Tool.KUBECTL.toString(), "version", "--client", "-o", "json"));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        }
    }
}
