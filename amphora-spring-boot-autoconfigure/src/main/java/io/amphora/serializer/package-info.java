/**
 * Turns calls and results into message bodies and back.
 */
@NullMarked
package io.amphora.serializer;

import org.jspecify.annotations.NullMarked;
