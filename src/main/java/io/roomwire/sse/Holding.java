package io.roomwire.sse;

import io.roomwire.hub.Feed;
import java.util.List;

/** What a connection holds while it lasts. */
record Holding(StreamSpec spec, List<Feed> feeds, Runnable release) {
}
