package io.roomwire.project;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which messages are wanted.
 *
 * @param mode only of this one; empty for any
 * @param words folded text that a message must hold; empty for any
 */
record MessageFilter(Set<ActorType> actors, Optional<MessageMode> mode, Set<MessageType> types, String words) {

    private static final Set<ActorType> ALL_ACTORS = Set.of(ActorType.values());
    private static final Set<MessageType> ALL_TYPES = Set.of(MessageType.values());

    /** The modes that a query may name, {@code all} among them. */
    private enum ModeFilter {
        ALL, PLAN, BUILD, UNIFIED
    }

    MessageFilter {
        actors = Set.copyOf(actors);
        types = Set.copyOf(types);
    }

    /** As a query asks for with {@code actor_types}, {@code mode}, {@code includeSystem} and {@code message_type}. */
    static MessageFilter of(ProjectQuery query) {
        Set<MessageType> types = query.words("message_type", MessageType.class);
        Optional<MessageMode> mode = query.word("mode", ModeFilter.class).filter(named -> named != ModeFilter.ALL)
                .map(named -> MessageMode.valueOf(named.name()));
        if (!query.flag("includeSystem", true)) {
            types.remove(MessageType.SYSTEM);
        }
        return new MessageFilter(query.words("actor_types", ActorType.class), mode, types, "");
    }

    MessageFilter holding(String text) {
        return new MessageFilter(actors, mode, types, folded(text));
    }

    boolean isOpen() {
        return actors.equals(ALL_ACTORS) && types.equals(ALL_TYPES) && mode.isEmpty() && words.isEmpty();
    }

    boolean takes(ProjectMessage message) {
        ProjectMessage.Content content = message.content();
        return actors.contains(content.actor()) && types.contains(content.type())
                && mode.filter(wanted -> wanted != content.mode()).isEmpty()
                && (words.isEmpty() || folded(content.text()).contains(words));
    }

    /**
     * Without regard to case and to how characters are composed, in all of Unicode; by way of upper case, since
     * {@code ß} is {@code SS} there.
     */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
