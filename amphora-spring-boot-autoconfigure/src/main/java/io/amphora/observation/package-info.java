/**
 * Observability of calls: observations, meters and the diagnostic context of logs.
 */
@NullMarked
package io.amphora.observation;

import org.jspecify.annotations.NullMarked;
