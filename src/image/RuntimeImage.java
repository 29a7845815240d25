import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Makes what an image without a base needs beside the jar: a Java runtime of the modules used, linked from the JDK that
 * runs this, the libraries of the C runtime that it asks for, and the start cache. Arguments: the jar, the folder to
 * make, which becomes the image's root, and the flags that a node runs with, with commas between.
 */
final class RuntimeImage {

    private static final String MODULES = String.join(",", "java.base", "java.desktop", "java.instrument", "java.logging",
            "java.management", "java.naming", "java.net.http", "java.sql", "java.xml", "jdk.crypto.ec", "jdk.httpserver",
            "jdk.jfr", "jdk.management", "jdk.naming.dns", "jdk.net", "jdk.unsupported", "jdk.zipfs");

    private static final Path HOME = Path.of("opt", "java", "openjdk");
    private static final Path JAR = Path.of("app", "classpath", "roomwire.jar");
    private static final Path CACHE = Path.of("app", "roomwire.aot");
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+\\.so\\S*) \\(0x");
    private static final int LEARNING_SECONDS = 30;
    private static final int STORING_SECONDS = 120;

    /** That of every file in an image; the start cache holds only for files of the time that it was made with. */
    private static final FileTime TIME = FileTime.from(1, TimeUnit.SECONDS);

    private final Path root;

    private RuntimeImage(Path root) {
        this.root = root;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        RuntimeImage runtime = new RuntimeImage(Path.of(args[1]).toAbsolutePath());
        runtime.clear();
        runtime.link();
        runtime.addLibraries();
        runtime.learn(Path.of(args[0]), List.of(args[2].split(",", -1)));
    }

    private void clear() throws IOException {
        if (Files.exists(root)) {
            Files.walkFileTree(root, new Removal());
        }
        Files.createDirectories(root.resolve("tmp"));
    }

    private void link() throws IOException {
        Path home = root.resolve(HOME);
        Files.createDirectories(home.getParent());
        int status = ToolProvider.findFirst("jlink").orElseThrow().run(System.out, System.err, "--add-modules", MODULES,
                "--no-header-files", "--no-man-pages", "--output", home.toString());
        if (status != 0) {
            throw new IllegalStateException("jlink ended with " + status);
        }
        Files.setLastModifiedTime(home.resolve("lib").resolve("modules"), TIME);
    }

    /** Where the loader looks for them: at the places that they have here. */
    private void addLibraries() throws IOException, InterruptedException {
        Set<Path> libraries = new TreeSet<>();
        try (Stream<Path> all = Files.walk(root.resolve(HOME))) {
            for (Path binary : all.filter(RuntimeImage::isBinary).toList()) {
                libraries.addAll(neededBy(binary));
            }
        }
        for (Path library : libraries) {
            Path copy = root.resolve(Path.of("/").relativize(library));
            Files.createDirectories(copy.getParent());
            Files.copy(library.toRealPath(), copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean isBinary(Path file) {
        return Files.isRegularFile(file) && (file.toString().endsWith(".so") || file.endsWith(Path.of("bin", "java")));
    }

    private List<Path> neededBy(Path binary) throws IOException, InterruptedException {
        Process ldd = new ProcessBuilder("ldd", binary.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String listed = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        ldd.waitFor();
        return LIBRARY.matcher(listed).results().map(found -> Path.of(found.group(1)))
                .filter(library -> !library.startsWith(root)).toList();
    }

    /** Runs the demo for a while, with a Redis of its own, and keeps what the runtime has learnt by then. */
    private void learn(Path jar, List<String> flags) throws IOException, InterruptedException {
        Path here = root.resolve(JAR);
        Files.createDirectories(here.getParent());
        Files.copy(jar, here, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(here, TIME);
        List<String> command = new ArrayList<>(List.of(root.resolve(HOME).resolve(Path.of("bin", "java")).toString()));
        command.addAll(flags);
        command.addAll(List.of("-XX:AOTCacheOutput=" + root.resolve(CACHE), "-jar", here.toString()));
        ProcessBuilder node = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(new File(root + ".log"));
        node.environment().put("ROOMWIRE_RUN", "demo");
        node.environment().put("MICRONAUT_SERVER_PORT", "-1");
        Process learning = node.start();
        learning.waitFor(LEARNING_SECONDS, TimeUnit.SECONDS);
        learning.destroy();
        if (!learning.waitFor(STORING_SECONDS, TimeUnit.SECONDS)) {
            learning.destroyForcibly();
            throw new IllegalStateException("no start cache, see " + root + ".log");
        }
        // The image's own jar stands there.
        Files.delete(here);
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            if (failure != null) {
                throw new UncheckedIOException(failure);
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
