/**
 * Annotations of functions and contracts, and the detection of annotated methods.
 * <p>
 * The annotations and {@link io.amphora.annotation.ArgumentValidator} are API. Start
 * reading at {@link io.amphora.annotation.AmphoraFunctionDetector}, which turns the
 * methods of a bean into function definitions. {@code ArgumentBinder} converts the
 * arguments of a call to the parameters of a method.
 */
@NullMarked
package io.amphora.annotation;

import org.jspecify.annotations.NullMarked;
