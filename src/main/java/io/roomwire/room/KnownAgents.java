package io.roomwire.room;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Agents by id, in a bounded space: when it is full, all are forgotten, for whoever is in use is soon there again.
 * Safe for any thread; reading takes no lock.
 */
final class KnownAgents {

    /** UTF-16 units of all texts: some hundred of the largest agents, very many usual ones. */
    static final int MOST = 16_000_000;

    private final ConcurrentMap<String, KnownAgent> agents = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private int units;

    Optional<KnownAgent> get(String id) {
        return Optional.ofNullable(agents.get(id));
    }

    synchronized void put(String id, KnownAgent agent) {
        remove(id);
        if (units + agent.text().length() > MOST) {
            agents.clear();
            units = 0;
        }
        units += agent.text().length();
        agents.put(id, agent);
    }

    synchronized void remove(String id) {
        Optional.ofNullable(agents.remove(id)).ifPresent(gone -> units -= gone.text().length());
    }
}
