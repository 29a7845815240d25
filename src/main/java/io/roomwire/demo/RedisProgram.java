package io.roomwire.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The Redis server that the library embedded-redis carries for this machine. */
final class RedisProgram {

    private static final String NAME = "redis-server-7.0.15-";

    private RedisProgram() {
    }

    /** Writes it into the folder, executable. */
    static Path unpack(Path folder) throws IOException {
        String name = NAME + system() + "-" + processor();
        Path program = folder.resolve("redis-server");
        try (InputStream in = RedisProgram.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IOException("no embedded Redis for this machine (" + name
                        + "); set REDIS_URI to use another");
            }
            Files.copy(in, program);
        }
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + program + " executable; set REDIS_URI to use another");
        }
        return program;
    }

    private static String system() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        String arch = System.getProperty("os.arch", "");
        return "aarch64".equals(arch) ? "arm64" : arch.replace("x86_64", "amd64");
    }
}
