package io.roomwire.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.access.Digests;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the pages are made of, read once, when the first one is asked for. Safe for any thread. */
@Singleton
final class Assets {

    private static final String ROOT = "/console";
    private static final int SHOWN_BYTES = 8;

    private final SortedMap<String, Asset> files = new TreeMap<>();
    private final String fingerprint;

    Assets() {
        read();
        MessageDigest digest = Digests.sha256();
        files.forEach((name, file) -> {
            digest.update(name.getBytes(UTF_8));
            digest.update(file.plain());
        });
        fingerprint = HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
    }

    /** The file of this name, such as {@code app/base.css}. */
    Optional<Asset> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** Changes with any of the files. */
    String fingerprint() {
        return fingerprint;
    }

    /** Where browsers find a file for as long as they like, or a folder. */
    String address(String name) {
        return "/assets/" + fingerprint + '/' + name;
    }

    private void read() {
        try {
            URI root = Assets.class.getResource(ROOT).toURI();
            if (root.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
                    read(jar.getPath(ROOT));
                }
            } else {
                read(Path.of(root));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(Path root) throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                files.put(name, Asset.of(name, Files.readAllBytes(file)));
            }
        }
    }
}
