/**
 * Connection details of brokers that run in containers.
 */
@NullMarked
package io.amphora.autoconfigure.container;

import org.jspecify.annotations.NullMarked;
