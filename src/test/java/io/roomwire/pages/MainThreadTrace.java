package io.roomwire.pages;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A trace of what a page's main thread does, task by task. A task's processor time says how long the page would have
 * been busy on a machine of its own; the time that passed meanwhile also holds what other processes took.
 */
final class MainThreadTrace {

    private static final String TASK = "RunTask";

    private final Page page;
    private final CDPSession session;
    private final List<Double> tasksMs = new ArrayList<>();
    private final AtomicBoolean complete = new AtomicBoolean();

    private MainThreadTrace(Page page) {
        this.page = page;
        this.session = page.context().newCDPSession(page);
        session.on("Tracing.dataCollected", event -> read(event.getAsJsonArray("value")));
        session.on("Tracing.tracingComplete", event -> complete.set(true));
    }

    static MainThreadTrace start(Page page) {
        MainThreadTrace trace = new MainThreadTrace(page);
        JsonArray categories = new JsonArray();
        categories.add("disabled-by-default-devtools.timeline");
        JsonObject config = new JsonObject();
        config.add("includedCategories", categories);
        JsonObject arguments = new JsonObject();
        arguments.addProperty("transferMode", "ReportEvents");
        arguments.add("traceConfig", config);
        trace.session.send("Tracing.start", arguments);
        return trace;
    }

    /** The processor time of each task, in milliseconds, the longest first. */
    List<Double> end() {
        session.send("Tracing.end");
        page.waitForCondition(complete::get, new Page.WaitForConditionOptions().setTimeout(120_000));
        session.detach();
        return tasksMs.stream().sorted((a, b) -> Double.compare(b, a)).toList();
    }

    private void read(JsonArray events) {
        for (JsonElement each : events) {
            JsonObject event = each.getAsJsonObject();
            if (event.has("tdur") && TASK.equals(event.get("name").getAsString())) {
                tasksMs.add(event.get("tdur").getAsDouble() / 1000);
            }
        }
    }
}
