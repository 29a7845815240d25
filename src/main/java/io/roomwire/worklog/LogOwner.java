package io.roomwire.worklog;

import io.roomwire.access.Identity;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whose a room is, as the owner's token said when the room was created; there are no accounts here.
 *
 * @param id the token's subject
 * @param username the claim {@code username}, else made from the subject
 * @param did the claim {@code did}, else made from the claim {@code walletAddress}, else the subject
 */
public record LogOwner(String id, String username, String did) {

    private static final int NAME = 6;

    static LogOwner of(Identity caller) {
        Map<String, String> claims = caller.profile();
        String id = caller.subject();
        String wallet = Optional.ofNullable(claims.get("walletAddress"))
                .map(address -> "did:ethr:" + address.toLowerCase(Locale.ROOT)).orElse(id);
        String name = "user_" + id.codePoints().limit(NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return new LogOwner(id, claims.getOrDefault("username", name), claims.getOrDefault("did", wallet));
    }
}
