/**
 * Descriptions of servers and their functions.
 */
@NullMarked
package io.amphora.introspection;

import org.jspecify.annotations.NullMarked;
