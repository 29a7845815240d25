package io.roomwire.room;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/** Gives viewers a session and a name, and their messages an author. Blocks. */
@Singleton
final class ChatAuthors {

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
        return new Author(session, nickname(session, wished));
    }

    /** The message to write: its public copy shows only the session's alias. */
    ChatMessage write(ChatPost post) {
        String shown = post.visibility() == ChatVisibility.PRIVATE ? post.session() : alias.of(post.session());
        return mint.user(post, shown, nickname(post.session(), post.nickname()));
    }

    /** The name wished for, which is remembered; else the one remembered; else one made of the session id. */
    private String nickname(String session, Optional<String> wished) {
        String key = RoomStreams.encoded(session);
        Optional<String> tidy = wished.map(ChatAuthors::tidy).filter(name -> !name.isEmpty());
        tidy.ifPresent(name -> nicknames.remember(key, name, settings.expiry()));
        return tidy.or(() -> nicknames.find(key)).orElseGet(() -> standard(session));
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
