/**
 * An application that is processed ahead of time.
 */
@NullMarked
package io.amphora.autoconfigure.aot;

import org.jspecify.annotations.NullMarked;
