package io.roomwire.project;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import io.roomwire.project.ProjectPeople.Person;
import io.roomwire.project.ProjectPeople.Seen;
import io.roomwire.project.ProjectPeople.Sign;
import io.roomwire.project.ProjectPeople.Status;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Takes users' signs of life and says who is there. Blocks; safe for any thread; fails with {@link ProjectRefusal} or
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
@Singleton
final class Presence {

    private final ProjectPeople people;
    private final PresenceNews news;
    private final ProjectAccess access;
    private final ProjectSettings settings;

    Presence(ProjectPeople people, PresenceNews news, ProjectAccess access, ProjectSettings settings) {
        this.people = people;
        this.news = news;
        this.access = access;
        this.settings = settings;
    }

    /** @param typing empty for no change */
    void heartbeat(StreamKey project, String user, Optional<Boolean> typing) {
        tell(project, user, new Sign(settings.presence(), typing.map(this::lease), Status.ONLINE, Optional.empty()));
    }

    void status(StreamKey project, String user, Status status, Optional<String> activity) {
        Duration presence = status == Status.OFFLINE ? Duration.ZERO : settings.presence();
        tell(project, user, new Sign(presence, Optional.of(lease(status == Status.TYPING)), status, activity));
    }

    private Duration lease(boolean typing) {
        return typing ? settings.typing() : Duration.ZERO;
    }

    private void tell(StreamKey project, String user, Sign sign) {
        Seen seen = access.writing(project, user, claim -> Waiting.join(people.seen(claim, user, sign)));
        CompletionStage<Void> told = sign.presence().isZero() ? news.left(project, user, seen.at())
                : news.heartbeat(project, user, seen.typing(), seen.at());
        if (sign.typing().isPresent() && (seen.typing() || seen.typed())) {
            Waiting.join(news.typing(project, user, seen.typing(), seen.at()));
        }
        Waiting.join(told);
    }

    /** {@code active_users}, the one seen last first, and {@code count}. */
    JsonFields forService(StreamKey project, String user) {
        return services(present(project, user));
    }

    /** The same and {@code participants}. */
    JsonFields forBrowser(StreamKey project, String user) {
        List<Person> present = present(project, user);
        List<JsonNode> participants = present.stream().map(person -> new JsonFields().put("user_id", person.user())
                .put("status", ProjectWords.of(person.typing() ? Status.TYPING : person.status()))
                .put("activity", person.activity().map(JsonNode::createStringNode))
                .put("last_seen", ProjectTime.text(person.lastSeen())).object()).toList();
        return new JsonFields().putList("participants", participants).putAll(services(present).object());
    }

    private static JsonFields services(List<Person> present) {
        List<JsonNode> users = present.stream().map(person -> new JsonFields().put("userId", person.user())
                .put("userType", PresenceNews.USER_TYPE).put("isTyping", person.typing())
                .put("lastSeen", person.lastSeen().toEpochMilli()).put("isOnline", true).object()).toList();
        return new JsonFields().putList("active_users", users).put("count", users.size());
    }

    private List<Person> present(StreamKey project, String user) {
        ProjectMembers members = access.reading(project, user);
        return Waiting.join(people.present(project)).stream().filter(person -> members.has(person.user()))
                .sorted(Comparator.comparing(Person::lastSeen).reversed()).toList();
    }
}
