package io.roomwire.redis;

import static io.lettuce.core.protocol.CommandType.EVALSHA;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One Lua script of the folder {@code redis}. It is sent whole by the first calls on a connection, and called by its
 * hash behind them: a call that Redis does not know would have to be repeated, and others would overtake it. That
 * remains for the case that Redis forgets its scripts meanwhile (one that is not known has not run, so calling it again
 * is safe).
 */
final class Script {

    private static final RedisCodec<String, byte[]> CODEC = RedisConnections.CODEC;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final byte[] body;
    private final byte[] sha;
    /** Those that were sent the body. */
    private volatile Set<ScriptMemory> taught = Set.of();

    private Script(byte[] body) {
        this.body = body;
        this.sha = Base16.digest(body).getBytes(UTF_8);
    }

    /** Loads {@code redis/<name>.lua} from the class path. */
    static Script named(String name) {
        try (InputStream in = Script.class.getResourceAsStream("/redis/" + name + ".lua")) {
            if (in == null) {
                throw new IllegalArgumentException("no script " + name);
            }
            return new Script(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the script with arguments written as text; its answer is an array. */
    CompletionStage<List<Object>> run(RedisConnections redis, List<String> keys, List<?> arguments) {
        return run(redis, keys.toArray(String[]::new),
                arguments.stream().map(argument -> argument.toString().getBytes(UTF_8)).toArray(byte[][]::new));
    }

    /** Runs the script; its answer is an array. Fails when it cannot be run within the command timeout. */
    CompletionStage<List<Object>> run(RedisConnections redis, String[] keys, byte[]... arguments) {
        return once(redis, keys, arguments).exceptionallyCompose(error -> isPostponed(error)
                ? later(redis, System.nanoTime() + RedisConnections.COMMAND_TIMEOUT.toNanos(), keys, arguments)
                : CompletableFuture.failedFuture(error));
    }

    private CompletionStage<List<Object>> once(RedisConnections redis, String[] keys, byte[]... arguments) {
        ScriptMemory memory = redis.topology().memory(keys[0]);
        if (!taught.contains(memory)) {
            CompletionStage<List<Object>> answer = whole(redis, keys, arguments);
            remember(memory);
            return answer;
        }
        CompletionStage<List<Object>> first = redis.call(commands ->
                commands.dispatch(EVALSHA, new NestedMultiOutput<>(CODEC), call(keys, arguments)));
        return first.exceptionallyCompose(error -> isUnknown(error) ? whole(redis, keys, arguments)
                : CompletableFuture.failedFuture(error));
    }

    /** Those of an earlier generation are gone. */
    private void remember(ScriptMemory memory) {
        taught = Stream.concat(Stream.of(memory),
                        taught.stream().filter(known -> known.generation() == memory.generation()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Again and again until {@code deadline}, by {@link System#nanoTime()}: a slot is on its way from one server to
     * another, and neither has all keys. The script has not run.
     */
    private CompletionStage<List<Object>> later(RedisConnections redis, long deadline, String[] keys,
                                                byte[]... arguments) {
        Executor pause = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(() -> once(redis, keys, arguments), pause)
                .thenCompose(Function.identity())
                .exceptionallyCompose(error -> isPostponed(error) && System.nanoTime() - deadline < 0
                        ? later(redis, deadline, keys, arguments) : CompletableFuture.failedFuture(error));
    }

    private CompletionStage<List<Object>> whole(RedisConnections redis, String[] keys, byte[]... arguments) {
        return redis.call(commands -> commands.eval(body, ScriptOutputType.MULTI, keys, arguments));
    }

    private static boolean isPostponed(Throwable error) {
        return String.valueOf(RedisConnections.unavailable(error).getCause()).contains("TRYAGAIN");
    }

    private static boolean isUnknown(Throwable error) {
        return RedisConnections.unavailable(error).getCause() instanceof RedisNoScriptException;
    }

    /** The driver writes plain bytes as they are; values would each pass its codec and a buffer first. */
    private CommandArgs<String, byte[]> call(String[] keys, byte[]... arguments) {
        CommandArgs<String, byte[]> call = new CommandArgs<>(CODEC).add(sha).add(keys.length).addKeys(keys);
        for (byte[] argument : arguments) {
            call.add(argument);
        }
        return call;
    }
}
