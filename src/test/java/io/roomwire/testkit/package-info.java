/** What tests stand on: real Redis, real processes, real sockets. What is started here is gone after the test. */
@NullMarked
package io.roomwire.testkit;

import org.jspecify.annotations.NullMarked;
