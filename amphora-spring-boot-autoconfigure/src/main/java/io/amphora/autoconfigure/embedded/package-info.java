/**
 * Auto-configuration for the embedded broker.
 */
@NullMarked
package io.amphora.autoconfigure.embedded;

import org.jspecify.annotations.NullMarked;
