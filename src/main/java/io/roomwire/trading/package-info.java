/**
 * Trading sessions: models, their live events and their ledger.
 *
 * <ul>
 *   <li>who: {@code TradingAccess} lets callers in, {@code Models} knows whose a model is
 *   <li>events: {@code TradingAppends} writes what comes by {@code IngestController}, {@code TradingChannel} and
 *       {@code Sessions}; {@code TradingStreams} shows it
 *   <li>ledger: each trade is recorded along with its event; {@code Ledgers} folds the records when somebody asks
 *   <li>sessions: {@code Sessions} starts and stops runs of {@code Simulation} under a claim, so that one node of the
 *       cluster plays a model's session; {@code SessionWatch} fails those whose node is gone
 *   <li>refusals: {@code TradingException}, in the shape of {@code {"detail", "status_code"}}
 * </ul>
 */
@NullMarked
package io.roomwire.trading;

import org.jspecify.annotations.NullMarked;
