/**
 * Auto-configuration for the serializer.
 */
@NullMarked
package io.amphora.autoconfigure.serializer;

import org.jspecify.annotations.NullMarked;
