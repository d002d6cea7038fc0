/**
 * Auto-configuration for the actuator endpoint.
 */
@NullMarked
package io.amphora.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
