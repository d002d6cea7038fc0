/**
 * Auto-configuration for the health of clients and servers.
 */
@NullMarked
package io.amphora.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
