/**
 * Functions that not everybody may call, nor with any argument.
 */
@NullMarked
package io.amphora.docs.security;

import org.jspecify.annotations.NullMarked;
