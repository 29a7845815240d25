package io.roomwire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Viewers of a stream in which nothing happens: what one more costs in memory. A fresh server is warmed up, then
 * counted before and after they connect. A node's heap is collected before both readings; its resident size with
 * everybody connected is also read before that.
 *
 * @param load what warms up
 */
record Idle(int viewers, Load load) implements Experiment {

    @Override
    public List<Figure> figures() {
        return List.of(Figure.VIEWER_BYTES, Figure.VIEWER_BYTES_UNCOLLECTED, Figure.RESIDENT);
    }

    @Override
    public Sample run(SseLoad client, Contender contender) {
        Load idle = new Load(viewers, 1, 0, 0, 0, 0, List.of("--settle", "3", "--hold", "1"));
        if (!contender.peer().isRoomwire()) {
            return Sample.of(client.run(contender, idle), List.of(Figure.VIEWER_BYTES, Figure.RESIDENT));
        }
        Path note = client.note();
        Measured measured = client.run(contender, idle.with("--hook", hook(contender.pid(), note)));
        double grown = lastKilobytes(note) - measured.get("rss_before_kb");
        return Sample.of(measured, figures()).with(Figure.VIEWER_BYTES_UNCOLLECTED, grown * 1024 / viewers);
    }

    @Override
    public boolean fresh() {
        return true;
    }

    @Override
    public Idle lasting(double warmup, double seconds) {
        return this;
    }

    private static String hook(long pid, Path note) {
        String kilobytes = "awk '/^VmRSS:/{print $2}' /proc/%d/status >> %s".formatted(pid, note);
        return kilobytes + "; %s/bin/jcmd %d GC.run > /dev/null".formatted(System.getProperty("java.home"), pid);
    }

    private static double lastKilobytes(Path note) {
        try {
            return Double.parseDouble(Files.readAllLines(note).getLast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
