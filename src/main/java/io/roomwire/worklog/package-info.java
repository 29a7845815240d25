/** Room agent logs: lines of work sessions, live. */
@NullMarked
package io.roomwire.worklog;

import org.jspecify.annotations.NullMarked;
