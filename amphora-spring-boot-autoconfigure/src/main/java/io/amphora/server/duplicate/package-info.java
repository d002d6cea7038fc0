/**
 * Detection of requests that are delivered more than once. Internal: start with
 * {@link io.amphora.server.duplicate.DuplicateWindow}.
 */
@NullMarked
package io.amphora.server.duplicate;

import org.jspecify.annotations.NullMarked;
