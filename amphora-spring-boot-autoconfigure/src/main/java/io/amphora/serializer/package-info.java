/**
 * Conversion of calls and results to message bodies and back.
 */
@NullMarked
package io.amphora.serializer;

import org.jspecify.annotations.NullMarked;
