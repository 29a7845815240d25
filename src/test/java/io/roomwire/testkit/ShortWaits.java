package io.roomwire.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has every test that awaits a condition look at it often: a thousand waits of a tenth of a second add up. */
public final class ShortWaits implements BeforeAllCallback {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollInterval(BETWEEN_LOOKS);
    }
}
