/** Trading sessions: models, their events and their ledger. */
@NullMarked
package io.roomwire.trading;

import org.jspecify.annotations.NullMarked;
