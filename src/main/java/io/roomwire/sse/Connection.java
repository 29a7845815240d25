package io.roomwire.sse;

import io.roomwire.event.EventId;
import io.roomwire.hub.CloseReason;
import io.roomwire.hub.Feed;
import io.roomwire.hub.Frame;
import io.roomwire.hub.Loop;
import io.roomwire.hub.Reset;
import io.roomwire.hub.ResetReason;
import io.roomwire.hub.ResumeResult;
import io.roomwire.hub.Sink;
import io.roomwire.hub.Stats;
import io.roomwire.hub.Subscriber;
import io.roomwire.sse.StreamSpec.Position;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SSE connection: a wire, and a cursor per stream. With several streams its ids are vectors, the positions of all
 * streams joined by dots.
 *
 * <p>Confined to the channel's event loop, but for {@link OpenStream}'s methods, which hop onto it.
 */
final class Connection implements OpenStream {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final StreamSpec spec;
    private final List<Feed> feeds;
    private final Runnable release;
    private final Wire wire;
    private final Loop loop;
    private final Stats stats;
    private final InstantSource clock;
    /** Values of event ids, as in the hub's subscribers. */
    private final long[] positions;
    private final Subscriber[] subscribers;
    private boolean startedEmpty;
    private boolean resuming;
    private int replaying;
    private boolean closed;
    private long delivered;
    private long counted;
    private int quietTicks;
    private int stuckTicks;
    private int ticksLeft = Integer.MAX_VALUE;
    private long lastTaken;

    Connection(Holding holding, Wire wire, Loop loop, Stats stats, InstantSource clock) {
        this.spec = holding.spec();
        this.feeds = holding.feeds();
        this.release = holding.release();
        this.wire = wire;
        this.loop = loop;
        this.stats = stats;
        this.clock = clock;
        this.positions = new long[feeds.size()];
        this.subscribers = new Subscriber[feeds.size()];
    }

    /** Greets the client, whose head has just been written, and goes live. */
    void begin(Optional<LastEventId> wanted, Opening.Start start, String retry) {
        stats.opened(spec.system());
        wire.text(": " + spec.comment() + "\n\n");
        Optional<LastEventId> fitting = wanted.filter(position -> position.fits(feeds.size()));
        resuming = fitting.filter(position -> !position.isBlank()).isPresent();
        place(start.positions(), fitting);
        if (start.positions().isEmpty() && hasPosition()) {
            positionBlock(wanted).ifPresent(wire::text);
        }
        wire.text(retry + start.text());
        replaying = feeds.size();
        for (int i = 0; i < feeds.size() && !closed; i++) {
            subscribers[i] = feeds.get(i).subscribe(loop, new StreamSink(i), new EventId(positions[i]));
        }
        if (fitting.isEmpty()) {
            wanted.ifPresent(this::resetAll);
        }
        wire.flush();
        // A long text fills the wire, and what the flush made room for may have been told to nobody yet.
        writableAgain();
    }

    private void place(Optional<List<EventId>> given, Optional<LastEventId> wanted) {
        List<EventId> newest = feeds.stream().map(Feed::newest).toList();
        startedEmpty = newest.getFirst().isNone();
        List<EventId> from = given.or(() -> wanted.map(position -> position.or(newest))).orElse(newest);
        Arrays.setAll(positions, i -> from.get(i).value());
    }

    /** Stored by an EventSource without a word, unless its page wants to see it: one that opens streams anew itself. */
    private Optional<String> positionBlock(Optional<LastEventId> wanted) {
        return wanted.isEmpty() ? Optional.of(idLine() + '\n')
                : wanted.filter(LastEventId::isBlank).map(asking -> idLine() + EventForm.block("position", "{}"));
    }

    /** A vector of the wrong length says nothing about any stream. */
    private void resetAll(LastEventId wanted) {
        stats.resumed(ResumeResult.RESET);
        for (int i = 0; i < feeds.size(); i++) {
            EventId oldest = feeds.get(i).oldest();
            stats.reset(ResetReason.MALFORMED);
            Reset reset = new Reset(ResetReason.MALFORMED, EventId.NONE, oldest, new EventId(positions[i]));
            writeReset(i, reset, '"' + wanted.text() + '"');
        }
    }

    private void resumed(ResumeResult result) {
        if (resuming) {
            resuming = false;
            stats.resumed(result);
        }
    }

    private void writeReset(int index, Reset reset, String requested) {
        String data = ResetEvent.data(reset, requested, clock.instant());
        wire.text(ResetEvent.text(spec.form(), spec.streams().get(index), reset, hasPosition() ? idLine() : "", data));
    }

    private boolean hasPosition() {
        return spec.position() != Position.NOT_ZERO || positions[0] > 0;
    }

    private String idLine() {
        StringBuilder line = new StringBuilder("id: ");
        for (int i = 0; i < positions.length; i++) {
            line.append(i == 0 ? "" : ".").append(positions[i]);
        }
        return line.append('\n').toString();
    }

    Optional<Duration> heartbeat() {
        return spec.heartbeat().period();
    }

    @Override
    public boolean startedEmpty() {
        return startedEmpty;
    }

    @Override
    public void sendAtPosition(String name, String data) {
        send(name, data, true);
    }

    @Override
    public void send(String name, String data) {
        send(name, data, false);
    }

    private void send(String name, String data, boolean atPosition) {
        loop.execute(() -> {
            if (!closed) {
                String id = atPosition && hasPosition() ? idLine() : "";
                wire.text(id + EventForm.block(name, data));
                wrote();
            }
        });
    }

    @Override
    public void finish(CloseReason reason) {
        loop.execute(() -> end(reason));
    }

    private void wrote() {
        if (!spec.heartbeat().always()) {
            quietTicks = 0;
        }
        wire.flush();
    }

    /** The socket takes more. */
    void writableAgain() {
        for (int i = 0; i < subscribers.length && wire.writable() && !closed; i++) {
            if (subscribers[i] != null) {
                subscribers[i].resume();
            }
        }
    }

    /**
     * Called at every tick of the loop's sweep: a comment after silence, the end for a client that takes nothing, and
     * for one whose connection was closed without a word about the stream, as in HTTP/2.
     *
     * @param heartbeat ticks
     * @param stuckLimit ticks
     */
    void tick(int heartbeat, int stuckLimit) {
        count();
        ticksLeft--;
        if (wire.gone()) {
            close(CloseReason.CLIENT_GONE);
        } else if (isStuck(stuckLimit)) {
            wire.abort();
            close(CloseReason.SLOW_READER);
        } else if (isOver()) {
            end(CloseReason.EXPIRED);
        } else if (++quietTicks >= heartbeat && wire.pending() == 0) {
            wire.text(spec.heartbeat().block().apply(clock.instant()));
            quietTicks = 0;
            wire.flush();
        }
    }

    private boolean isOver() {
        return spec.until().isPresent() && !clock.instant().isBefore(spec.until().get());
    }

    /** What is written meanwhile makes {@code taken} smaller, by what a waiting write costs: only more is progress. */
    private boolean isStuck(int limit) {
        long pending = wire.pending();
        long taken = wire.written() - pending;
        stuckTicks = pending == 0 || taken > lastTaken ? 0 : stuckTicks + 1;
        lastTaken = taken;
        return stuckTicks >= limit;
    }

    private void count() {
        stats.delivered(delivered, wire.written() - counted);
        delivered = 0;
        counted = wire.written();
    }

    /** Ends the stream from this side. */
    void end(CloseReason reason) {
        if (!closed) {
            wire.flush();
            wire.end();
            close(reason);
        }
    }

    /** Ends the stream; the text says when the client should come again, wherever it gets to. */
    void leave(CloseReason reason, String retry) {
        if (!closed) {
            wire.text(retry);
            end(reason);
        }
    }

    /** @param ticks after which it has lasted long enough */
    void lasts(int ticks) {
        ticksLeft = ticks;
    }

    boolean isAged() {
        return ticksLeft <= 0;
    }

    /** Lets go of everything. Idempotent. */
    void close(CloseReason reason) {
        if (closed) {
            return;
        }
        closed = true;
        count();
        resumed(ResumeResult.LEFT);
        for (Subscriber subscriber : subscribers) {
            if (subscriber != null) {
                subscriber.close();
            }
        }
        stats.closed(spec.system(), reason);
        release.run();
        if (replaying == 0) {
            spec.visit().onClosed();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** One stream's events on this connection. */
    private final class StreamSink implements Sink {

        private final int index;

        StreamSink(int index) {
            this.index = index;
        }

        @Override
        public boolean writable() {
            return !closed && wire.writable();
        }

        @Override
        public void event(Frame frame, EventId id) {
            positions[index] = id.value();
            delivered++;
            if (spec.form() == EventForm.WRAPPED) {
                writeWrapped((SseFrame) frame, Optional.of(id));
            } else if (positions.length == 1) {
                wire.frame((SseFrame) frame);
            } else {
                wire.frame(idLine(), (SseFrame) frame);
            }
        }

        private void writeWrapped(SseFrame frame, Optional<EventId> id) {
            String head = EventForm.wrappedHead(spec.streams().get(index), id, frame.name());
            wire.frame(id.isPresent() ? idLine() + head : head, frame, EventForm.WRAPPED_END);
        }

        @Override
        public void signal(Frame frame) {
            delivered++;
            if (spec.form() == EventForm.WRAPPED) {
                writeWrapped((SseFrame) frame, Optional.empty());
            } else {
                wire.frame((SseFrame) frame);
            }
        }

        @Override
        public void reset(Reset reset) {
            stats.reset(reset.reason());
            resumed(ResumeResult.RESET);
            positions[index] = reset.newest().value();
            writeReset(index, reset, reset.requested().toString());
        }

        @Override
        public void live() {
            if (--replaying == 0) {
                resumed(ResumeResult.COMPLETE);
                spec.visit().onLive(Connection.this);
            }
        }

        @Override
        public void flush() {
            wrote();
        }

        @Override
        public void failed(Throwable failure) {
            LOG.error("a connection to {} failed", spec.streams().getFirst().label(), failure);
            wire.abort();
            Connection.this.close(CloseReason.ERROR);
        }
    }
}
