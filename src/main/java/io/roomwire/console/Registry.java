package io.roomwire.console;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that is registered. Blocks; safe for any thread. */
@Singleton
final class Registry {

    private static final StreamKey ALL_DONGLES = new StreamKey("dongles", "all");
    private static final StreamKey UNCLAIMED = new StreamKey("dongles", "unclaimed");
    private static final StreamKey ALL_GROUPS = new StreamKey("groups", "all");

    private final ConsoleBook book;
    private final Records<Agent> agents;
    private final Records<Dongle> dongles;
    private final Records<Group> groups;

    Registry(ConsoleBook book, JsonText json) {
        this.book = book;
        agents = new Records<>(book, json, ConsoleStreams::agent, new Records.Form<>(Agent::stored, Agent::parse));
        dongles = new Records<>(book, json, ConsoleStreams::dongle, new Records.Form<>(Dongle::stored, Dongle::parse));
        groups = new Records<>(book, json, ConsoleStreams::group, new Records.Form<>(Group::stored, Group::parse));
    }

    Records<Agent> agents() {
        return agents;
    }

    Records<Dongle> dongles() {
        return dongles;
    }

    Records<Group> groups() {
        return groups;
    }

    List<Dongle> allDongles() {
        return dongles(ALL_DONGLES);
    }

    List<Dongle> unclaimed() {
        return dongles(UNCLAIMED).stream().filter(dongle -> dongle.owner().isEmpty()).toList();
    }

    List<Dongle> donglesOf(String user) {
        return dongles(ofUser("dongles", user)).stream()
                .filter(dongle -> dongle.owner().filter(user::equals).isPresent()).toList();
    }

    /** On the new owner's list before it goes off the old one's: readers look at the dongle itself. */
    void listed(Records.Change<Dongle> change) {
        Dongle now = change.after();
        StreamKey list = list(now);
        Waiting.join(book.enlist(ALL_DONGLES, now.id()));
        Waiting.join(book.enlist(list, now.id()));
        change.before().map(Registry::list).filter(old -> !old.equals(list))
                .ifPresent(old -> Waiting.join(book.strike(old, now.id())));
    }

    List<Group> allGroups() {
        return groups(ALL_GROUPS);
    }

    List<Group> groupsOf(String user) {
        return groups(ofUser("groups", user));
    }

    void listed(Group group) {
        Waiting.join(book.enlist(ALL_GROUPS, group.id()));
        Waiting.join(book.enlist(ofUser("groups", group.owner()), group.id()));
    }

    private List<Dongle> dongles(StreamKey list) {
        List<String> ids = Waiting.join(book.listed(list)).stream().sorted().toList();
        Map<String, Dongle> found = dongles.find(ids);
        return ids.stream().flatMap(id -> Stream.ofNullable(found.get(id))).toList();
    }

    private List<Group> groups(StreamKey list) {
        List<String> ids = Waiting.join(book.listed(list)).stream().sorted().toList();
        Map<String, Group> found = groups.find(ids);
        return ids.stream().flatMap(id -> Stream.ofNullable(found.get(id))).toList();
    }

    private static StreamKey list(Dongle dongle) {
        return dongle.owner().map(owner -> ofUser("dongles", owner)).orElse(UNCLAIMED);
    }

    /** A token's subject may be any text; digits keep its list apart from the lists named by words. */
    private static StreamKey ofUser(String kind, String user) {
        String hex = HexFormat.of().formatHex(user.getBytes(StandardCharsets.UTF_8));
        return new StreamKey(kind, "user:" + (hex.length() <= 256 ? hex : AgentTokens.hash(user)));
    }
}
