package io.roomwire.project;

import io.roomwire.event.Event;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.CloseReason;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Tap;
import io.roomwire.hub.Tapping;
import io.roomwire.sse.OpenStream;
import io.roomwire.sse.Visit;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client that names itself: it tells all nodes that it is here, and whichever holds an older
 * connection of the same client ends that one. Which of two is older is settled by the order in which the channel
 * brings their words, the same on all nodes: one that hears another's word after its own is the older. Clocks would
 * not do.
 *
 * <p>Safe for any thread, never blocks.
 */
final class ProjectSeat implements Tap, Visit {

    private static final String OPENED = "opened";

    private final Hub hub;
    private final InstantSource clock;
    private final StreamKey connections;
    private final String client;
    private final String word;
    private final Tapping tapping;

    /** Guarded by this. */
    private boolean told;
    private boolean heard;
    private boolean replaced;
    private @Nullable OpenStream stream;

    /** @param connection this one's id, and no other's */
    ProjectSeat(Hub hub, InstantSource clock, ProjectViewer viewer, String connection) {
        this.hub = hub;
        this.clock = clock;
        this.connections = ProjectNames.connections(viewer.user());
        this.client = '"' + viewer.project().name() + ' ' + viewer.instance().orElseThrow() + ' ';
        this.word = client + connection + '"';
        this.tapping = hub.tap(connections, this);
    }

    /** Tells all nodes, once. */
    CompletionStage<Void> announce() {
        synchronized (this) {
            if (told) {
                return tapping.live();
            }
            told = true;
        }
        return tapping.live().thenCompose(live -> hub.signal(connections, OPENED, word));
    }

    /** Gives the seat up. */
    void leave() {
        tapping.close();
    }

    @Override
    public void onEvent(Event event) {
        String text = event.text();
        OpenStream older;
        synchronized (this) {
            heard |= text.equals(word);
            if (!heard || text.equals(word) || !text.startsWith(client)) {
                return;
            }
            replaced = true;
            older = stream;
        }
        if (older != null) {
            end(older);
        }
    }

    /** Its own word may have been among what was not heard. */
    @Override
    public synchronized void onDoubt() {
        heard |= told;
    }

    @Override
    public void onLive(OpenStream open) {
        boolean over;
        synchronized (this) {
            stream = open;
            over = replaced;
        }
        if (over) {
            end(open);
        } else {
            var _ = announce();
        }
    }

    private void end(OpenStream open) {
        open.send("server_close", "{\"reason\":\"replaced\",\"timestamp\":" + clock.millis() + '}');
        open.finish(CloseReason.REPLACED);
    }
}
