/** What a stream is made of: its key, its events, their ids and how long they are kept. */
@NullMarked
package io.roomwire.event;

import org.jspecify.annotations.NullMarked;
