package io.roomwire.redis;

import static io.lettuce.core.protocol.CommandType.EVALSHA;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One Lua script of the folder {@code redis}. It is sent whole by the first calls on a connection, and called by its
 * hash behind them: a call that Redis does not know would have to be repeated, and others would overtake it. That
 * remains for the case that Redis forgets its scripts meanwhile (one that is not known has not run, so calling it again
 * is safe).
 */
final class Script {

    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final byte[] body;
    private final byte[] sha;
    /** The generation of connections on which Redis was sent the body. */
    private volatile int taught = -1;

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

    /** Runs the script; its answer is an array. */
    CompletionStage<List<Object>> run(RedisConnections redis, String[] keys, byte[]... arguments) {
        int generation = redis.generation();
        if (taught != generation) {
            CompletionStage<List<Object>> answer = whole(redis, keys, arguments);
            taught = generation;
            return answer;
        }
        CompletionStage<List<Object>> first = redis.call(commands ->
                commands.dispatch(EVALSHA, new NestedMultiOutput<>(CODEC), call(keys, arguments)));
        return first.exceptionallyCompose(error -> isUnknown(error) ? whole(redis, keys, arguments)
                : CompletableFuture.failedFuture(error));
    }

    private CompletionStage<List<Object>> whole(RedisConnections redis, String[] keys, byte[]... arguments) {
        return redis.call(commands -> commands.eval(body, ScriptOutputType.MULTI, keys, arguments));
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
