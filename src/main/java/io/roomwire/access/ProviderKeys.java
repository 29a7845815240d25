package io.roomwire.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys that an identity provider publishes (JWKS, RFC 7517), kept for a while. */
final class ProviderKeys {

    private static final int FETCH_MS = 2000;
    private static final int LARGEST = 256 * 1024;

    private ProviderKeys() {
    }

    /**
     * When keys are fetched.
     *
     * @param valid after this time they are fetched anew
     * @param ahead so long before that time, by whoever asks for one then
     * @param patience how long others wait meanwhile
     * @param apart between two fetches, though tokens name keys that nobody knows
     * @param outage how long the last ones do while the provider is away, which shall take nobody's access away
     */
    record Pace(Duration valid, Duration ahead, Duration patience, Duration apart, Duration outage) {

        static final Pace USUAL = new Pace(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(5),
                Duration.ofSeconds(10), Duration.ofHours(4));
    }

    /** Selects by a token's {@code kid}, for these algorithms and no other. May block to fetch. */
    static JWSKeySelector<SecurityContext> of(URI address, Set<String> algorithms, Pace pace) {
        try {
            var source = JWKSourceBuilder.<SecurityContext>create(address.toURL(),
                            new DefaultResourceRetriever(FETCH_MS, FETCH_MS, LARGEST))
                    .cache(pace.valid().toMillis(), pace.patience().toMillis())
                    .refreshAheadCache(pace.ahead().toMillis(), false)
                    .rateLimited(pace.apart().toMillis())
                    .retrying(true)
                    .outageTolerant(pace.outage().toMillis())
                    .build();
            return new JWSVerificationKeySelector<>(
                    algorithms.stream().map(JWSAlgorithm::new).collect(Collectors.toSet()), source);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
