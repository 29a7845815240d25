package io.roomwire.topic;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.roomwire.access.ControlToken;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Who may append to plain streams and who may read them. */
@Singleton
final class TopicAccess {

    private final ControlToken token;
    private final TopicSettings settings;

    TopicAccess(ControlToken token, TopicSettings settings) {
        this.token = token;
        this.settings = settings;
    }

    void checkAppend(HttpRequest<?> request, @Nullable String bodyToken) {
        check(token.allows(request, bodyToken));
    }

    void checkRead(HttpRequest<?> request) {
        check(settings.publicRead() || token.allows(request, null));
    }

    private static void check(boolean allowed) {
        if (!allowed) {
            throw new TopicException(HttpStatus.UNAUTHORIZED, "UNAUTHORIZED", "This needs the control token.");
        }
    }
}
