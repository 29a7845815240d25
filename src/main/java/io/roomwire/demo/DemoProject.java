package io.roomwire.demo;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;

/** A project's chat of three people and an assistant. */
@Singleton
@Requires(beans = DemoCalls.class)
final class DemoProject implements DemoFeed {

    private static final String PROJECT = "/v1/projects/demo";
    private static final String PEOPLE = "{\"owner\":\"demo\",\"collaborators\":[\"mia\",\"jonas\"]}";
    private static final int RENEWED_EVERY = 30;

    private static final List<Saying> SCRIPT = List.of(
            new Saying("mia", "Can we make the header smaller on phones?"),
            new Saying("assistant", "I can: 48 pixels below a width of 600. Shall I build it?"),
            new Saying("demo", "Yes please, and keep the logo."),
            new Saying("assistant", "Built. The logo stays at 32 pixels."),
            new Saying("jonas", "Looks right on my side."),
            new Saying("mia", "What is left for today?"),
            new Saying("assistant", "Two texts to translate, and the footer."),
            new Saying("jonas", "I take the texts."));

    private final DemoCalls calls;
    private boolean isOpen;

    DemoProject(DemoCalls calls) {
        this.calls = calls;
    }

    private record Saying(String who, String text) {

        boolean isByAssistant() {
            return who.equals("assistant");
        }
    }

    @Override
    public String name() {
        return "project";
    }

    @Override
    public synchronized void play(long step) {
        if (!isOpen || step % RENEWED_EVERY == 0) {
            calls.service("demo", "PUT", PROJECT, PEOPLE);
            isOpen = true;
        }
        Saying saying = at(step);
        String key = "\"client_msg_id\":\"demo-" + step + '"';
        if (saying.isByAssistant()) {
            calls.service("demo", "POST", PROJECT + "/chat/assistant-messages",
                    "{\"text\":\"" + saying.text + "\",\"mode\":\"unified\"," + key + '}');
        } else {
            calls.user(saying.who, "POST", "/api/persistent-chat/messages",
                    "{\"project_id\":\"demo\",\"text\":\"" + saying.text + "\",\"target\":\"team\"," + key + '}');
            tell(saying, "online");
        }
        if (!at(step + 1).isByAssistant()) {
            tell(at(step + 1), "typing");
        }
    }

    private static Saying at(long step) {
        return SCRIPT.get((int) (step % SCRIPT.size()));
    }

    private void tell(Saying saying, String status) {
        calls.user(saying.who, "POST", "/api/persistent-chat/presence",
                "{\"project_id\":\"demo\",\"status\":\"" + status + "\"}");
    }
}
