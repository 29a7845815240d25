package io.roomwire.project;

import io.micronaut.http.HttpRequest;
import io.roomwire.access.Access;
import io.roomwire.access.Identity;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Users in browsers, who show a token. Blocks; safe for any thread; fails with {@link io.roomwire.access.TokenRefused},
 * and only then with {@link ProjectRefusal}.
 */
@Singleton
final class BrowserCallers {

    private final Access access;
    private final JsonText json;

    BrowserCallers(Access access, JsonText json) {
        this.access = access;
        this.json = json;
    }

    /** By cookie or Bearer. */
    String user(HttpRequest<?> request) {
        return subject(Waiting.join(access.of(request)));
    }

    /** The same for a stream, whose token may be in the query. */
    Identity viewer(HttpRequest<?> request) {
        Identity viewer = Waiting.join(access.ofStream(request));
        var _ = subject(viewer);
        return viewer;
    }

    /** Only what can be a user of a project is one. */
    private static String subject(Identity identity) {
        if (!ProjectNames.isUser(identity.subject())) {
            throw ProjectRefusal.noAccess();
        }
        return identity.subject();
    }

    /** The body of a request whose user is known. */
    ProjectBody read(@Nullable String body) {
        return ProjectBody.read(body == null ? "" : body, json);
    }
}
