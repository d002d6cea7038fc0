/**
 * Annotations that turn methods of beans into functions of a server.
 */
@NullMarked
package io.amphora.annotation;

import org.jspecify.annotations.NullMarked;
