package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.testkit.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the jar says that it is made of. A build without a network, {@code mvn -o}, makes no such list. */
final class SbomIT {

    private static final String SBOM = "META-INF/sbom/application.cdx.json";
    /** A row of a table: a part, its artifact and the version. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| [^|]+ \\| `([^`]+)` \\| ([^ |]+) \\|");

    @Test
    void isWhatThreatsNames() throws IOException {
        Map<String, String> named = new HashMap<>();
        ROW.matcher(Files.readString(Path.of("THREATS.md"))).results()
                .forEach(row -> named.put(row.group(1), row.group(2)));
        assertThat(named).containsKeys("netty-codec-http", "lettuce-core", "micronaut-http-server-netty", "nimbus-jose-jwt");
        assertThat(versions()).containsAllEntriesOf(named);
    }

    private static Map<String, String> versions() throws IOException {
        Map<String, String> versions = new HashMap<>();
        for (JsonNode library : Json.at(sbom(), "components").values()) {
            versions.put(text(library, "name"), text(library, "version"));
        }
        return versions;
    }

    private static String sbom() throws IOException {
        try (ZipFile jar = new ZipFile(System.getProperty("roomwire.jar", "target/roomwire.jar"))) {
            ZipEntry entry = jar.getEntry(SBOM);
            assumeTrue(entry != null || "true".equals(System.getenv("CI")), "needs a build with a network");
            try (InputStream content = jar.getInputStream(Objects.requireNonNull(entry))) {
                return new String(content.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private static String text(JsonNode library, String member) {
        return String.valueOf(library.get(member).getStringValue());
    }
}
