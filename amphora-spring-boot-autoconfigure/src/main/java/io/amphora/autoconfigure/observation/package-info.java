/**
 * Auto-configuration for observations, meters and the diagnostic context of logs.
 */
@NullMarked
package io.amphora.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
