/**
 * A page to look at functions and to call them from a browser, for development.
 */
@NullMarked
package io.amphora.explorer;

import org.jspecify.annotations.NullMarked;
