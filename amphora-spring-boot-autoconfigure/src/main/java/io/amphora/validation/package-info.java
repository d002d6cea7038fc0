/**
 * Jakarta Validation of the arguments of functions.
 */
@NullMarked
package io.amphora.validation;

import org.jspecify.annotations.NullMarked;
