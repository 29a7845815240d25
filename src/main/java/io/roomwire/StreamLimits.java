package io.roomwire;

import io.micronaut.http.HttpRequest;
import io.roomwire.access.AddressRange;
import io.roomwire.access.Caller;
import io.roomwire.access.ClientAddress;
import io.roomwire.access.LeaseLimit;
import io.roomwire.access.Leases;
import io.roomwire.hub.Waiting;
import io.roomwire.sse.StreamGate;
import io.roomwire.sse.StreamLimit;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Counts streams by address and by user, of all systems together and over all nodes. */
@Singleton
final class StreamLimits implements StreamGate {

    private static final CompletionStage<Runnable> FREE = CompletableFuture.completedStage(() -> { });
    /** What a provider gives to one household. */
    private static final int HOUSEHOLD = 64;

    private final Leases leases;
    private final ClientAddress clients;
    private final Most most;

    /** How many streams there may be; empty for any number. */
    record Most(Optional<Integer> perAddress, Optional<Integer> perUser) {
    }

    StreamLimits(Leases leases, ClientAddress clients, Most most) {
        this.leases = leases;
        this.clients = clients;
        this.most = most;
    }

    @Override
    public CompletionStage<Runnable> enter(HttpRequest<?> request) {
        CompletionStage<Runnable> byAddress = most.perAddress()
                .map(limit -> take("address:" + place(clients.of(request)), limit, "streams_per_address")).orElse(FREE);
        Optional<String> user = most.perUser().isPresent() ? Caller.of(request) : Optional.empty();
        return user.isEmpty() ? byAddress : byAddress.thenCompose(first ->
                take("user:" + user.get(), most.perUser().orElseThrow(), "streams_per_user")
                        .<Runnable>thenApply(second -> () -> {
                            first.run();
                            second.run();
                        })
                        .whenComplete((both, refusal) -> {
                            if (refusal != null) {
                                first.run();
                            }
                        }));
    }

    private CompletionStage<Runnable> take(String owner, int limit, String reason) {
        return leases.take(owner, limit).<Runnable>thenApply(lease -> lease::release)
                .exceptionallyCompose(refusal -> CompletableFuture.failedFuture(
                        Waiting.cause(refusal) instanceof LeaseLimit full
                                ? new StreamLimit(reason, full.taken(), full.most()) : refusal));
    }

    private static String place(InetAddress address) {
        return address instanceof Inet6Address ? new AddressRange(address, HOUSEHOLD).toString()
                : address.getHostAddress();
    }
}
