package io.roomwire;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** Starts one node. */
public final class Application {

    private static final String FORM = "ROOMWIRE_RUN";

    private Application() {
    }

    /** Serves until the process is told to end. {@code ROOMWIRE_RUN=demo} makes it a demo run. */
    public static void main(String[] args) throws InterruptedException {
        withoutFlightEvents();
        try {
            start(new Launch(Ending.ofProcess(), Departure.ofProcess()));
        } catch (Exception e) {
            StartFailure.line(e).ifPresentOrElse(line -> System.err.println("roomwire: " + line),
                    () -> LoggerFactory.getLogger(Application.class).error("the node did not start", e));
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    /** Those of the libraries, not the JVM's: to make them ready takes longer than to connect to Redis. */
    private static void withoutFlightEvents() {
        for (String name : List.of("io.netty.jfr.enabled", "io.lettuce.core.jfr")) {
            System.getProperties().putIfAbsent(name, "false");
        }
    }

    private static void start(Launch launch) throws Exception {
        if ("demo".equals(System.getenv(FORM))) {
            launch.demo();
        } else {
            launch.production();
        }
    }
}
