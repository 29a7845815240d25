package io.roomwire.console;

import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The receiving agent's socket: keeps what it is sent, and answers in its manner. */
final class RelayAgent implements RelayReceiver, AutoCloseable {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);
    private static final CompletionStage<Void> NEVER = new CompletableFuture<Void>().minimalCompletionStage();

    /** How it tells what it has. */
    enum Manner {
        /** Acknowledges every frame. */
        MESSAGES,
        /** Answers pings alone. */
        PONGS,
        /** Answers nothing. */
        NOTHING,
        /** Takes nothing: its sends never complete. */
        STALLED
    }

    private final Manner manner;
    private final CompletableFuture<RelayAttachment> attachment = new CompletableFuture<>();
    private final List<String> messages = new ArrayList<>();
    private final List<Long> seqs = new ArrayList<>();
    private int caughtUpAfter = -1;
    private int pings;
    private boolean dead;

    private RelayAgent(Manner manner) {
        this.manner = manner;
    }

    /** Attaches an agent as the receiver of what A sends. */
    static RelayAgent on(Node node, String group, Manner manner) {
        RelayAgent agent = new RelayAgent(manner);
        agent.attachment.complete(node.bean(Relay.class).attach(group, RelayDirection.A_TO_B, agent));
        return agent;
    }

    @Override
    public CompletionStage<?> send(String message) {
        long seq = Json.at(message, "seq").getLongValue();
        synchronized (this) {
            if (dead) {
                return NEVER;
            }
            messages.add(message);
            seqs.add(seq);
        }
        if (manner == Manner.MESSAGES) {
            var _ = attachment.thenAccept(attached -> attached.acknowledged(seq));
        }
        return manner == Manner.STALLED ? NEVER : DONE;
    }

    @Override
    public synchronized CompletionStage<?> ping() {
        pings++;
        return manner == Manner.PONGS && !dead ? DONE : NEVER;
    }

    @Override
    public synchronized CompletionStage<?> caughtUp() {
        caughtUpAfter = messages.size();
        return DONE;
    }

    /** From now on it is as if the peer had vanished without a word. */
    synchronized void vanish() {
        dead = true;
    }

    void acknowledge(long seq) {
        attachment.join().acknowledged(seq);
    }

    synchronized List<String> messages() {
        return List.copyOf(messages);
    }

    synchronized List<Long> seqs() {
        return List.copyOf(seqs);
    }

    /** The frames' own numbers, in order of arrival. */
    List<Integer> numbers() {
        return messages().stream().map(message -> Json.at(message, "frame", "n").getIntValue()).toList();
    }

    synchronized int pings() {
        return pings;
    }

    /** How many frames it had when it was told that it has caught up; -1 before. */
    synchronized int caughtUpAfter() {
        return caughtUpAfter;
    }

    RelayAgent awaitFrames(int count) {
        await().until(() -> seqs().size() >= count);
        return this;
    }

    RelayAgent awaitCaughtUp() {
        await().until(() -> caughtUpAfter() >= 0);
        return this;
    }

    @Override
    public void close() {
        attachment.join().close();
    }
}
