/**
 * What servers say of themselves and of their functions.
 */
@NullMarked
package io.amphora.introspection;

import org.jspecify.annotations.NullMarked;
