package io.roomwire.pages;

import io.roomwire.console.AgentClient;
import io.roomwire.console.ConsoleWorld;
import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.testkit.Topic;
import java.net.URI;
import java.util.List;

/**
 * One user's own stream of each system and a plain one, which a test fills with numbers by way of whatever node; and a
 * group, which relays nothing.
 */
final class CountedStreams {

    private final PageUser user;
    private final OwnRoom room;
    private PageRoom work;
    private final PageModel model;
    private final ChatProject project;
    private final String dongle;
    private final String partner;
    private final Topic topic = Topic.fresh();
    private AgentId agent;

    CountedStreams(PageUser user) {
        URI node = user.node();
        this.user = user;
        room = OwnRoom.at(node, "Nova Prime");
        work = PageRoom.of(user, "Counting");
        model = PageModel.of(user, "Counting").started();
        project = ChatProject.at(node);
        project.admit(user.name(), project.other());
        agent = ConsoleWorld.register(node, user.token());
        dongle = ConsoleWorld.dongle(node, agent, user.name());
        partner = ConsoleWorld.dongle(node, agent, user.name());
        ConsoleWorld.group(node, user.token(), dongle, partner);
    }

    /** One more to each. */
    void post(URI node, int number) {
        PageUser there = new PageUser(node, user.name(), user.token());
        room.by(node).say("Mia", "line " + number);
        new PageRoom(there, work.id()).say("info", "line " + number);
        new PageModel(there, model.name(), model.id()).say("note", "note " + number);
        project.by(node).say(project.other(), "said " + number);
        AgentClient data = AgentClient.connect(node, AgentClient.DATA, agent.token());
        data.send(ConsoleWorld.frame(dongle, number)).leave();
        topic.append(node, Integer.toString(number));
    }

    /** Makes again what a Redis without data has forgotten, under the same names; a work log's room cannot be. */
    void makeAgain() {
        URI node = user.node();
        room.register();
        PageModel again = PageModel.of(user, model.name()).started();
        if (again.id() != model.id()) {
            throw new AssertionError("another model: " + again);
        }
        project.admit(user.name(), project.other());
        agent = ConsoleWorld.register(node, user.token());
        List.of(dongle, partner)
                .forEach(id -> ConsoleWorld.dongle(node, agent, user.name(), id.substring("d_".length())));
        ConsoleWorld.group(node, user.token(), dongle, partner);
    }

    /** Lines go to another room from here on. */
    void workIn(String room) {
        work = new PageRoom(user, room);
    }

    String roomPage() {
        return room.path();
    }

    String workPage() {
        return work.path();
    }

    String modelPage() {
        return model.path() + "&all=1";
    }

    String projectPage() {
        return "/chat?project=" + project.id();
    }

    String donglePage() {
        return "/console?target=dongle:" + dongle;
    }

    String topicPage() {
        return "/inspector?stream=" + topic.stream();
    }

    List<String> names() {
        return List.of("room:" + room.id(), "worklog:" + work.id(), "trading:" + model.id(), "project:" + project.id(),
                "dongle:" + dongle, topic.stream());
    }
}
