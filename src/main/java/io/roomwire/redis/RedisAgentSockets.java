package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.access.LeaseSettings;
import io.roomwire.console.AgentSockets;
import io.roomwire.console.SocketRole;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Each agent's socket as a claim in the agent's slot, which an append to the agent's stream can be made under; and one
 * sorted set of all sockets of the cluster by the time until which they count, so that a node renews its own in one
 * call.
 */
@Singleton
final class RedisAgentSockets implements AgentSockets {

    private static final String ALL = RedisKeys.of(new StreamKey("agents", "all"), "sockets");
    private static final String DELIVERED = "delivered";
    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final int MOST_OVERDUE = 100;

    private final RedisConnections redis;
    private final LeaseSettings settings;
    private final Script release = Script.named("release");
    private final Script deliver = Script.named("deliver");
    private final Script sockets = Script.named("sockets");
    private final Script overdue = Script.named("overdue");

    RedisAgentSockets(RedisConnections redis, LeaseSettings settings) {
        this.redis = redis;
        this.settings = settings;
    }

    /** Listed first: a claim that nobody renews must run out. */
    @Override
    public CompletionStage<Void> take(Held socket) {
        return say(List.of(socket), true).thenCompose(listed ->
                redis.call(commands -> commands.set(claim(socket), socket.token().getBytes(UTF_8))))
                .thenAccept(done -> { });
    }

    @Override
    public CompletionStage<Boolean> release(Held socket) {
        return release.run(redis, List.of(claim(socket)), List.of(socket.token()))
                .thenCombine(redis.call(commands -> commands.zrem(ALL, member(socket).getBytes(UTF_8))),
                        (answer, removed) -> answer.getFirst().equals(1L));
    }

    @Override
    public CompletionStage<Optional<String>> holder(String agent, SocketRole role) {
        return redis.call(commands -> commands.get(RedisKeys.claim(stream(agent), role.word())))
                .thenApply(token -> Optional.ofNullable(token).map(bytes -> new String(bytes, UTF_8)));
    }

    @Override
    public CompletionStage<List<Held>> keep(List<Held> held) {
        return held.isEmpty() ? CompletableFuture.completedFuture(List.of()) : say(held, false);
    }

    private CompletionStage<List<Held>> say(List<Held> held, boolean fresh) {
        List<Object> arguments = new ArrayList<>(List.of(settings.validity().toMillis(), fresh ? 1 : 0));
        held.forEach(socket -> arguments.add(member(socket)));
        return sockets.run(redis, List.of(ALL), arguments).thenApply(RedisAgentSockets::members);
    }

    /** Each is released before it is told of: its agent may have come back to another socket long ago. */
    @Override
    public CompletionStage<List<Held>> overdue() {
        return overdue.run(redis, List.of(ALL), List.of(MOST_OVERDUE)).thenApply(RedisAgentSockets::members)
                .thenCompose(this::released);
    }

    private CompletionStage<List<Held>> released(List<Held> held) {
        List<CompletableFuture<List<Held>>> answers = held.stream().map(socket -> release(socket)
                .thenApply(released -> released ? List.of(socket) : List.<Held>of()).toCompletableFuture()).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream().flatMap(answer -> answer.join().stream()).toList());
    }

    @Override
    public CompletionStage<EventId> delivered(String agent) {
        return redis.call(commands -> commands.get(RedisKeys.of(stream(agent), DELIVERED)))
                .thenApply(id -> id == null ? EventId.NONE : new EventId(Long.parseLong(new String(id, UTF_8))));
    }

    @Override
    public CompletionStage<Boolean> deliver(Held socket, EventId last) {
        List<String> keys = List.of(claim(socket), RedisKeys.of(stream(socket.agent()), DELIVERED));
        return deliver.run(redis, keys, List.of(socket.token(), last, REMEMBERED.toMillis()))
                .thenApply(answer -> answer.getFirst().equals(1L));
    }

    private static String claim(Held socket) {
        return RedisKeys.claim(stream(socket.agent()), socket.role().word());
    }

    private static StreamKey stream(String agent) {
        return new StreamKey("agent", agent);
    }

    private static String member(Held socket) {
        return socket.agent() + ' ' + socket.role().word() + ' ' + socket.token();
    }

    private static List<Held> members(List<Object> answer) {
        return answer.stream().map(member -> new String((byte[]) member, UTF_8).split(" ", -1))
                .map(words -> new Held(words[0], SocketRole.valueOf(words[1].toUpperCase(Locale.ROOT)), words[2]))
                .toList();
    }
}
