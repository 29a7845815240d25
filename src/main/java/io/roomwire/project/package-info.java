/** Project chat with signatures: durable, numbered, searchable. */
@NullMarked
package io.roomwire.project;

import org.jspecify.annotations.NullMarked;
