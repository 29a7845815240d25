package io.roomwire;

import io.micronaut.http.server.exceptions.ServerStartupException;
import io.roomwire.config.BadSetting;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells people in one line why a node did not start. */
final class StartFailure {

    private StartFailure() {
    }

    /** Empty for what is nobody's mistake, but the program's. */
    static Optional<String> line(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> known(cause).stream()).findFirst();
    }

    private static Optional<String> known(Throwable cause) {
        return switch (cause) {
            case BadSetting bad -> Optional.ofNullable(bad.getMessage());
            case ServerStartupException start -> Optional.of(cannotListen(start));
            default -> Optional.empty();
        };
    }

    private static String cannotListen(ServerStartupException start) {
        String where = String.valueOf(start.getMessage()).replaceFirst("^.* on ", "");
        String why = start.getCause() == null ? "" : ": " + start.getCause().getMessage();
        return "micronaut.server.port (MICRONAUT_SERVER_PORT): cannot listen on " + where + why;
    }
}
