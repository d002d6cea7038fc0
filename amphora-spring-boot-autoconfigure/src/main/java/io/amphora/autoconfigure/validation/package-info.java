/**
 * Auto-configuration for the validation of arguments.
 */
@NullMarked
package io.amphora.autoconfigure.validation;

import org.jspecify.annotations.NullMarked;
