package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ChatAuthorsTest {

    private final Remembered nicknames = new Remembered(new HashMap<>());
    private final ChatAuthors authors = new ChatAuthors(nicknames,
            new ChatAlias(offered -> offered, () -> Instant.EPOCH, new Random(1)),
            new ChatMint(() -> Instant.ofEpochMilli(1_760_000_000_123L), new Random(1)),
            ChatSettings.from(new Settings(name -> Optional.empty())));

    @Test
    void welcomesWithASecretSessionAndAName() {
        ChatAuthors.Author first = authors.welcome(Optional.of("  Mia \t M. "));
        ChatAuthors.Author second = authors.welcome(Optional.empty());
        assertThat(first.session()).matches("usr_sess_[0-9a-f]{16}").isNotEqualTo(second.session());
        assertThat(first.nickname()).isEqualTo("Mia M.");
        assertThat(second.nickname()).isEqualTo("User-" + second.session().substring(21).toUpperCase(Locale.ROOT));
    }

    @Test
    void cutsNamesAt24Characters() {
        assertThat(authors.welcome(Optional.of("x".repeat(30))).nickname()).isEqualTo("x".repeat(24));
        assertThat(authors.welcome(Optional.of("x".repeat(23) + "\ud83d\ude00")).nickname()).isEqualTo("x".repeat(23));
        assertThat(authors.welcome(Optional.of("x".repeat(23) + " yy")).nickname()).isEqualTo("x".repeat(23));
    }

    @Test
    void remembersTheNameWishedFor() {
        assertThat(authors.write(post("usr:1", Optional.of("Mia"))).senderName()).isEqualTo("Mia");
        assertThat(authors.write(post("usr:1", Optional.of("  "))).senderName()).isEqualTo("Mia");
        assertThat(authors.write(post("usr:1", Optional.of("Zoe"))).senderName()).isEqualTo("Zoe");
        assertThat(authors.write(post("usr:1", Optional.empty())).senderName()).isEqualTo("Zoe");
        assertThat(nicknames.names()).containsOnlyKeys("usr%3A1");
    }

    @Test
    void namesAStrangerByTheSession() {
        assertThat(authors.write(post("usr_sess-9fé", Optional.empty())).senderName()).isEqualTo("User-SS9F");
        assertThat(authors.write(post("é", Optional.empty())).senderName()).isEqualTo("User-");
    }

    @Test
    void showsTheSessionOnlyInPrivate() {
        ChatMessage open = authors.write(post("usr_1", Optional.empty()));
        assertThat(open.userSessionId()).startsWith("usr_pub_");
        assertThat(open.id()).matches("msg_1760000000123_[0-9a-z]{6}");
        assertThat(open.createdTsMs()).isEqualTo(1_760_000_000_123L);
        ChatMessage secret = authors.write(new ChatPost("t_001", "usr_1", Optional.empty(), ChatVisibility.PRIVATE,
                ChatType.PRIVATE_AGENT_DM, "hello"));
        assertThat(secret.userSessionId()).isEqualTo("usr_1");
    }

    private static ChatPost post(String session, Optional<String> nickname) {
        return new ChatPost("t_001", session, nickname, ChatVisibility.PUBLIC, ChatType.PUBLIC_PLAIN, "hello");
    }

    private record Remembered(Map<String, String> names) implements Nicknames {

        @Override
        public Optional<String> find(String session) {
            return Optional.ofNullable(names.get(session));
        }

        @Override
        public CompletionStage<Void> remember(String session, String nickname, Duration expiry) {
            names.put(session, nickname);
            return CompletableFuture.completedFuture(null);
        }
    }
}
