/**
 * One way to publish and one way to consume, for both sides: confirmed, held while there
 * is no connection, taken up again after it was lost.
 */
@NullMarked
package io.amphora.transport;

import org.jspecify.annotations.NullMarked;
