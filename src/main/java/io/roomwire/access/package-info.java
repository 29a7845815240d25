/**
 * Who may do what: tokens, signatures, keys of programs and the control token; whose pages and which proxies are
 * trusted; places that somebody holds over all nodes; and how refusals are worded.
 */
@NullMarked
package io.roomwire.access;

import org.jspecify.annotations.NullMarked;
