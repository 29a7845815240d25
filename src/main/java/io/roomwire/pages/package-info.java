/**
 * The console: pages for people, and the client module that any page may use. What they are made of lies in
 * {@code console} on the class path; the data comes from the systems' own routes, under their own access.
 */
@NullMarked
package io.roomwire.pages;

import org.jspecify.annotations.NullMarked;
