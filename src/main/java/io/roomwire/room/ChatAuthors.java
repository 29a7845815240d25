package io.roomwire.room;

import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives viewers a session and a name, and their messages an author. Blocks. */
@Singleton
final class ChatAuthors {

    private static final Logger LOG = LoggerFactory.getLogger(ChatAuthors.class);

    private static final int MAX_NICKNAME = 24;
    private static final int SHOWN = 4;

    private final Nicknames nicknames;
    private final ChatAlias alias;
    private final ChatMint mint;
    private final ChatSettings settings;

    ChatAuthors(Nicknames nicknames, ChatAlias alias, ChatMint mint, ChatSettings settings) {
        this.nicknames = nicknames;
        this.alias = alias;
        this.mint = mint;
        this.settings = settings;
    }

    /** A new session under the name wished for. */
    Author welcome(Optional<String> wished) {
        String session = mint.session();
        return new Author(session, nickname(session, wished, Waiting::join));
    }

    /**
     * The message to write: its public copy shows only the session's alias. The name wished for is remembered along
     * with the message, not before it: it stays with the session even if the message is refused.
     */
    ChatMessage write(ChatPost post) {
        String shown = post.visibility() == ChatVisibility.PRIVATE ? post.session() : alias.of(post.session());
        return mint.user(post, shown, nickname(post.session(), post.nickname(), ChatAuthors::noteLoss));
    }

    /** The name wished for, which is remembered; else the one remembered; else one made of the session id. */
    private String nickname(String session, Optional<String> wished, Consumer<CompletionStage<Void>> sent) {
        String key = RoomStreams.encoded(session);
        Optional<String> tidy = wished.map(ChatAuthors::tidy).filter(name -> !name.isEmpty());
        tidy.ifPresent(name -> sent.accept(nicknames.remember(key, name, settings.expiry())));
        return tidy.or(() -> nicknames.find(key)).orElseGet(() -> standard(session));
    }

    private static void noteLoss(CompletionStage<Void> sent) {
        sent.exceptionally(lost -> {
            LOG.debug("a nickname was not remembered: {}", lost.getMessage());
            return null;
        });
    }

    private static String tidy(String wished) {
        return ChatText.cut(ChatText.oneLine(wished), MAX_NICKNAME).strip();
    }

    private static String standard(String session) {
        String plain = session.replaceAll("[^A-Za-z0-9]", "");
        return "User-" + plain.substring(Math.max(0, plain.length() - SHOWN)).toUpperCase(Locale.ROOT);
    }

    /** Who a viewer is. */
    record Author(String session, String nickname) {
    }
}
