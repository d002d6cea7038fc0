/**
 * The names of a service's exchanges and queues, and how they are declared.
 */
@NullMarked
package io.amphora.topology;

import org.jspecify.annotations.NullMarked;
