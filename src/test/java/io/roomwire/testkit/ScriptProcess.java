package io.roomwire.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A server that a shell script starts, as a container would run it, with a folder of its own. */
public final class ScriptProcess implements AutoCloseable {

    private final TemporaryFolder folder;
    private final Map<String, String> environment;
    private final List<String> command = new ArrayList<>(List.of("/bin/sh"));
    private ChildProcess process;

    private ScriptProcess(TemporaryFolder folder, Path script, List<String> arguments, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
        command.add(script.toAbsolutePath().toString());
        command.addAll(arguments);
        process = ChildProcess.start(folder.path(), environment, command);
    }

    /** Runs it in {@code folder}. */
    public static ScriptProcess start(TemporaryFolder folder, Path script, List<String> arguments,
            Map<String, String> environment) {
        return new ScriptProcess(folder, script, arguments, environment);
    }

    /** A port that nobody listened on a moment ago. */
    public static int freePort() {
        return Loopback.freePort();
    }

    /** One for a server of a Redis Cluster. */
    public static int freePortWithBus() {
        return Loopback.freePortWithBus();
    }

    /** Returns when it serves; throws, with what it printed, once it has ended. */
    public ScriptProcess awaitServing(Callable<Boolean> serving) {
        process.awaitServing(folder, serving);
        return this;
    }

    /** Waits for the end and tells its status. */
    public int exitStatus() {
        return process.exitStatus();
    }

    public long pid() {
        return process.pid();
    }

    /** All that it has printed. */
    public String output() {
        return process.output();
    }

    /** SIGKILL. */
    public void kill() {
        process.close();
    }

    /** The same again, in the same folder. */
    public void restart() {
        process = ChildProcess.start(folder.path(), environment, command);
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }
}
