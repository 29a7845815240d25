package io.roomwire.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes a trial: the contenders in turn, round after round, until enough rounds were undisturbed. */
final class Pairs {

    private final Workshop workshop;
    private final SseLoad client;
    private final Pace pace;
    private final PrintStream progress;

    Pairs(Workshop workshop, SseLoad client, Pace pace, PrintStream progress) {
        this.workshop = workshop;
        this.client = client;
        this.pace = pace;
        this.progress = progress;
    }

    /** An empty stage. */
    Stage stage() {
        return new Stage(workshop, client, pace);
    }

    /** Makes it with servers of its own. */
    Outcome run(Trial trial) {
        try (Stage stage = stage()) {
            return run(trial, stage);
        }
    }

    /** Stops early, with fewer rounds that count, when the machine does not come to rest. */
    Outcome run(Trial trial, Stage stage) {
        List<Round> rounds = new ArrayList<>();
        Outcome outcome = new Outcome(trial, pace, rounds, Double.NaN);
        while (!outcome.isComplete() && rounds.size() < pace.mostRounds()) {
            Round round = round(stage, trial, rounds.size() + 1);
            rounds.add(round);
            outcome = new Outcome(trial, pace, rounds, Double.NaN);
            tell(trial, round, outcome.disturbances(round));
        }
        return outcome;
    }

    /** Each round begins with another contender, so that none always comes first. */
    private static Round round(Stage stage, Trial trial, int number) {
        List<Peer> order = new ArrayList<>(trial.peers());
        Collections.rotate(order, number - 1);
        Map<Peer, Sample> samples = new EnumMap<>(Peer.class);
        order.forEach(peer -> samples.put(peer, stage.sample(trial.experiment(), peer)));
        return new Round(number, samples);
    }

    private void tell(Trial trial, Round round, List<String> disturbances) {
        Figure figure = trial.experiment().figures().getFirst();
        String head = "%s round %d: %s".formatted(trial.name(), round.number(), figure.title());
        StringBuilder line = new StringBuilder(head);
        trial.peers().forEach(peer -> line.append(" %s %.2f".formatted(peer.label(), round.get(peer, figure))));
        disturbances.forEach(each -> line.append("; disturbed: ").append(each));
        progress.println(line);
        round.faults().forEach(fault -> progress.println("FAULT " + fault));
    }
}
