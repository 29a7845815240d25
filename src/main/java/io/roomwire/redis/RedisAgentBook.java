package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.room.AgentBook;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** All agents in one hash; changed by {@code replace.lua}. */
@Singleton
final class RedisAgentBook implements AgentBook {

    private final RedisConnections redis;
    private final Script replace = Script.named("replace");

    RedisAgentBook(RedisConnections redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Optional<String>> find(String id) {
        return redis.call(commands -> commands.hget(RedisKeys.AGENTS, id))
                .thenApply(text -> Optional.ofNullable(text).map(RedisAgentBook::text));
    }

    @Override
    public CompletionStage<Map<String, String>> all() {
        return redis.call(commands -> commands.hgetall(RedisKeys.AGENTS)).thenApply(agents -> {
            Map<String, String> texts = new HashMap<>();
            agents.forEach((id, text) -> texts.put(id, text(text)));
            return texts;
        });
    }

    @Override
    public CompletionStage<Boolean> replace(String id, Optional<String> expected, String text) {
        List<String> arguments = expected.map(seen -> List.of(id, text, seen)).orElseGet(() -> List.of(id, text));
        return redis.call(commands -> replace.run(commands, List.of(RedisKeys.AGENTS), arguments))
                .thenApply(answer -> answer.getFirst().equals(1L));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
