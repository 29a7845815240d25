package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.Base16;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.room.AgentBook;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Each agent's text in the slot of its room, changed by {@code replace.lua}, so that a script which writes to the room
 * can check who the agent is; and one hash that lists the ids.
 */
@Singleton
final class RedisAgentBook implements AgentBook {

    private static final String AGENT = "agent";
    private static final byte[] LISTED = {'1'};

    private final RedisConnections redis;
    private final Script replace = Script.named("replace");

    RedisAgentBook(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Optional<String>> find(String id) {
        return redis.call(commands -> commands.get(key(id)))
                .thenApply(text -> Optional.ofNullable(text).map(bytes -> new String(bytes, UTF_8)));
    }

    @Override
    public CompletionStage<Map<String, String>> all() {
        return redis.call(commands -> commands.hkeys(RedisKeys.AGENTS)).thenCompose(this::all);
    }

    /** All asked in one batch. */
    private CompletionStage<Map<String, String>> all(List<String> ids) {
        List<CompletableFuture<Optional<String>>> answers =
                ids.stream().map(id -> find(id).toCompletableFuture()).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).thenApply(done -> {
            Map<String, String> texts = new HashMap<>();
            for (int i = 0; i < ids.size(); i++) {
                String id = ids.get(i);
                answers.get(i).join().ifPresent(text -> texts.put(id, text));
            }
            return texts;
        });
    }

    @Override
    public CompletionStage<Boolean> replace(String id, Optional<String> expected, String text) {
        String[] keys = {key(id), RedisKeys.claim(room(id), AGENT)};
        byte[][] arguments = Stream.concat(Stream.of(text, claim(id, text).token()), expected.stream())
                .map(argument -> argument.getBytes(UTF_8)).toArray(byte[][]::new);
        return redis.call(commands -> listed(commands, id))
                .thenCombine(replace.run(redis, keys, arguments), (added, answer) -> answer.getFirst().equals(1L));
    }

    /** First, in another slot: an id listed without a text shows as nothing, a text not listed would be lost. */
    private static CompletionStage<Boolean> listed(RedisClusterAsyncCommands<String, byte[]> commands, String id) {
        return commands.hset(RedisKeys.AGENTS, id, LISTED);
    }

    /** A digest tells texts apart, and is short enough to go along with every write. */
    @Override
    public Claim claim(String id, String text) {
        return new Claim(room(id), AGENT, Base16.digest(text.getBytes(UTF_8)));
    }

    private static String key(String id) {
        return RedisKeys.of(room(id), AGENT);
    }

    private static StreamKey room(String id) {
        return new StreamKey("room", id);
    }
}
