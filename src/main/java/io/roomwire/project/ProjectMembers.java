package io.roomwire.project;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Who may use a project: its owner and its collaborators, at most 1000 of them. */
@Serdeable
record ProjectMembers(String owner, List<String> collaborators) {

    private static final int MOST = 1000;

    ProjectMembers {
        collaborators = List.copyOf(collaborators);
    }

    /** Reads {@code {"owner", "collaborators"}}; fails with {@link ProjectRefusal} on anything else. */
    static ProjectMembers read(ProjectBody body) {
        String owner = ProjectNames.user(body.text("owner", 1, Integer.MAX_VALUE), "owner");
        List<String> collaborators = body.texts("collaborators").stream()
                .map(user -> ProjectNames.user(user, "collaborators")).distinct().toList();
        if (collaborators.size() > MOST) {
            throw ProjectRefusal.invalid("collaborators must be at most " + MOST);
        }
        return new ProjectMembers(owner, collaborators);
    }

    boolean has(String user) {
        return owner.equals(user) || collaborators.contains(user);
    }
}
