package io.roomwire.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import io.roomwire.console.AgentClient;
import io.roomwire.console.ConsoleWorld;
import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.pages.CountingPage.Order;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoCluster;
import io.roomwire.testkit.Topic;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Every page of a cluster, each on a stream of its own that a test fills with the same numbers. In two profiles: a
 * browser has six connections to one address, and each page holds one.
 */
final class CountingPages implements AutoCloseable {

    private static final NewContextOptions TALL = new NewContextOptions().setViewportSize(1280, 1400);

    private final URI balancer;
    private final PageUser user;
    private final Browser systems = Browser.open();
    private final Browser tools = Browser.open(TALL);
    private final List<CountingPage> all = new ArrayList<>();
    private final List<String> streams = new ArrayList<>();
    /** By tab: the stream that it last asked for. */
    private final Map<Page, String> asked = new ConcurrentHashMap<>();
    private final Page front;
    /** By page: the number that its list begins with. */
    private final Map<CountingPage, Integer> shownFrom = new HashMap<>();
    private int newest;

    private CountingPages(DemoCluster cluster) {
        balancer = cluster.balancer();
        user = PageUser.fresh(balancer);
        Stream.of(systems, tools).forEach(browser -> {
            user.signIn(browser);
            browser.context().addInitScript(CountingPage.WATCH);
        });
        addRoom();
        addWorkLog();
        addModel();
        addProject();
        addDongle();
        addTopic();
        front = tab(tools, "/");
    }

    /** Opens all, and waits until each is live. */
    static CountingPages open(DemoCluster cluster) {
        CountingPages pages = new CountingPages(cluster);
        pages.areLive();
        return pages;
    }

    private PageUser by(URI node) {
        return new PageUser(node, user.name(), user.token());
    }

    private Page tab(Browser browser, String path) {
        Page page = browser.tab();
        page.onRequest(request -> {
            if (request.url().contains("last_event_id=")) {
                asked.put(page, request.url());
            }
        });
        page.navigate(balancer.resolve(path).toString());
        return page;
    }

    private void addRoom() {
        OwnRoom room = OwnRoom.at(balancer, "Nova Prime");
        streams.add("room:" + room.id());
        all.add(new CountingPage(tab(systems, room.path()), "rw-room-chat.public .message p", n -> "line " + n, Order.OLDEST_FIRST,
                (node, n) -> room.by(node).say("Mia", "line " + n)));
    }

    private void addWorkLog() {
        PageRoom room = PageRoom.of(user, "Counting");
        streams.add("worklog:" + room.id());
        all.add(new CountingPage(tab(systems, room.path()), ".line .message", n -> "line " + n, Order.OLDEST_FIRST,
                (node, n) -> new PageRoom(by(node), room.id()).say("info", "line " + n)));
    }

    private void addModel() {
        PageModel model = PageModel.of(user, "Counting").started();
        streams.add("trading:" + model.id());
        all.add(new CountingPage(tab(systems, model.path() + "&all=1"), ".events li[data-type=note] .message",
                n -> "note " + n, Order.NEWEST_FIRST,
                (node, n) -> new PageModel(by(node), model.name(), model.id()).say("note", "note " + n)));
    }

    private void addProject() {
        ChatProject project = ChatProject.at(balancer);
        project.admit(user.name(), project.other());
        streams.add("project:" + project.id());
        all.add(new CountingPage(tab(systems, "/chat?project=" + project.id()), "rw-chat-log .body", n -> "said " + n,
                Order.OLDEST_FIRST, (node, n) -> project.by(node).say(project.other(), "said " + n)));
    }

    private void addDongle() {
        AgentId agent = ConsoleWorld.register(balancer, user.token());
        String dongle = ConsoleWorld.dongle(balancer, agent, user.name());
        streams.add("dongle:" + dongle);
        all.add(new CountingPage(tab(tools, "/console?target=dongle:" + dongle), ".event[data-kind=can_frame] .what",
                n -> "[4] 00 00 00 %02x".formatted(n), Order.NEWEST_FIRST_VIRTUALISED, (node, n) -> {
                    AgentClient data = AgentClient.connect(node, AgentClient.DATA, agent.token());
                    data.send(ConsoleWorld.frame(dongle, n)).leave();
                }));
    }

    private void addTopic() {
        Topic topic = Topic.fresh();
        streams.add(topic.stream());
        all.add(new CountingPage(tab(tools, "/inspector?stream=" + topic.stream()), ".entry[data-kind=event] .data",
                Integer::toString, Order.NEWEST_FIRST_VIRTUALISED, (node, n) -> topic.append(node, Integer.toString(n))));
    }

    /** Further numbers, to each page by way of that node. */
    void post(URI node, int count) {
        for (int i = 0; i < count; i++) {
            newest++;
            all.forEach(each -> each.post().number(node, newest));
        }
    }

    /** Empties the lists that would grow out of sight. */
    void empty() {
        all.forEach(each -> shownFrom.put(each, each.empty() ? newest + 1 : 1));
    }

    /** That each page shows all numbers that were posted, once and in order. */
    void areComplete() {
        all.forEach(each -> each.shows(shownFrom.getOrDefault(each, 1), newest));
    }

    /** All tabs, the front page too. */
    Stream<Page> tabs() {
        return Stream.concat(all.stream().map(CountingPage::page), Stream.of(front));
    }

    Page front() {
        return front;
    }

    /** That the front page lists each stream that is shown, and none twice. */
    void areListed() {
        String rows = "[...document.querySelectorAll('tr[data-stream]')].map(row => row.dataset.stream)";
        front.waitForFunction("streams => { const rows = " + rows + "\n"
                + "return streams.every(it => rows.includes(it)) && new Set(rows).size === rows.length }", streams);
    }

    /** That each asked for its stream, when it last did, from a position on; the front page has none. */
    void haveResumed() {
        all.forEach(each -> assertThat(asked.get(each.page())).as(each.list())
                .containsPattern("[?&]last_event_id=[0-9]{16}"));
    }

    void areLive() {
        tabs().forEach(CountingPage::awaitLive);
    }

    void forgetStates() {
        tabs().forEach(CountingPage::forget);
    }

    /** That each says, or has said since, that it is not live. */
    void haveToldOfTheLoss() {
        tabs().forEach(page -> CountingPage.awaitTold(page, "reconnecting"));
    }

    void setOffline(boolean offline) {
        Stream.of(systems, tools).forEach(browser -> browser.context().setOffline(offline));
    }

    List<String> errors() {
        return Stream.of(systems, tools).flatMap(browser -> browser.errors().stream()).toList();
    }

    @Override
    public void close() {
        systems.close();
        tools.close();
    }
}
